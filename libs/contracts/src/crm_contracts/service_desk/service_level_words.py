"""The values that the service desk's messages about service levels are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from crm_contracts.service_desk.words import TicketKind, Urgency
from crm_kit.messages import value
from crm_kit.words import Between, Items, Label, Text

TicketClock = Literal["accepted", "allocated", "first_response", "next_response", "completed"]
ClockState = Literal["running", "paused", "met", "missed", "dropped"]
PausingStatus = Literal["new", "accepted", "allocated", "waiting_customer", "waiting_third_party"]
Minutes = Annotated[Decimal, Between(Decimal("0.05"), Decimal(525_600))]
Weekday = Annotated[int, Between(1, 7)]
WallTime = Annotated[str, Text(5, least=5, pattern="^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
ZoneName = Annotated[str, Text(50, least=1)]
Subdivision = Annotated[str, Text(20, least=1)]


@value
class TimeRange:
    """From one time of a day to a later one, `24:00` at the latest."""

    starts: WallTime
    ends: WallTime


@value
class WeekHours:
    """A range of working time on a day of every week; 1 is Monday."""

    weekday: Weekday
    starts: WallTime
    ends: WallTime


@value
class OwnDay:
    """A day that is unlike others: its working hours, none for a day off. It comes before holidays and the week."""

    day: dt.date
    name: Label = ""
    hours: Annotated[list[TimeRange], Items(10)]


@value
class Target:
    """Within how many minutes of working time a clock has to be stopped; for tickets of an urgency or kind only, where these are
    given. A target for complaints counts from when the ticket became one."""

    clock: TicketClock
    minutes: Minutes
    urgency: Urgency | None = None
    kind: TicketKind | None = None


Week = Annotated[list[WeekHours], Items(70, least=1)]
OwnDays = Annotated[list[OwnDay], Items(400)]
Targets = Annotated[list[Target], Items(100, least=1)]
