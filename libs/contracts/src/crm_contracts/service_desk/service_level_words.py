"""The values that the service desk's messages about service levels are made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from crm_contracts.service_desk.words import Code, TicketKind, TicketNature, TicketSource, Urgency
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
PausingStatuses = Annotated[list[PausingStatus], Items(5)]
TicketClocks = Annotated[list[TicketClock], Items(5)]
WarnPercent = Annotated[int, Between(1, 99)]
Level13 = Annotated[int, Between(1, 3)]
Position = Annotated[int, Between(0, 10_000)]
RuleTrigger = Literal["time", "reopen"]
LateMinutes = Annotated[Decimal, Between(Decimal(0), Decimal(525_600))]
People = Annotated[list[UUID], Items(50)]
Urgencies = Annotated[list[Urgency], Items(4)]
Kinds = Annotated[list[TicketKind], Items(2)]
Natures = Annotated[list[TicketNature], Items(6)]
Channels = Annotated[list[TicketSource], Items(7)]
Levels = Annotated[list[Annotated[str, Text(10, least=1)]], Items(20)]
Regions = Annotated[list[Annotated[str, Text(100, least=1)]], Items(50)]
Languages = Annotated[list[Code], Items(20)]
Skills = Annotated[list[Code], Items(50)]
Things = Annotated[list[UUID], Items(200)]
AssignMethod = Literal["queue", "round_robin", "least_load"]
AgreementStatus = Literal["draft", "active", "ended"]
ChargeWay = Literal["quote", "pay_per_call"]
Months = Annotated[int, Between(0, 600)]
Visits = Annotated[int, Between(0, 10_000)]
Hours = Annotated[Decimal, Between(Decimal(0), Decimal(100_000))]
