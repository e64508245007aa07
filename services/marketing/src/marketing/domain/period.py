"""Periods: a child's lies inside its parent's."""

from __future__ import annotations

import datetime as dt

from crm_kit.errors import Conflict, Invalid


def check_order(starts_on: dt.date, ends_on: dt.date) -> None:
    """Invalid (422) where it ends before it starts."""
    if ends_on < starts_on:
        raise Invalid.field("/ends_on", "ends_before_start", "It ends on or after the day it starts on")


def check_inside(starts_on: dt.date, ends_on: dt.date, outer_start: dt.date, outer_end: dt.date) -> None:
    """Invalid (422) where it begins before what it belongs to, or ends after it."""
    for pointer, day in (("/starts_on", starts_on), ("/ends_on", ends_on)):
        if not outer_start <= day <= outer_end:
            message = f"It lies inside the period of what it belongs to, {outer_start} to {outer_end}"
            raise Invalid.field(pointer, "outside_parent", message)


def check_around(starts_on: dt.date, ends_on: dt.date, first: dt.date | None, last: dt.date | None) -> None:
    """Conflict (409) where something that belongs to it begins before it or ends after it."""
    if (first is not None and first < starts_on) or (last is not None and last > ends_on):
        raise Conflict(
            "Something that belongs to it lies outside of this period", code="children_outside", first=str(first), last=str(last)
        )
