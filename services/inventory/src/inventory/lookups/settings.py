"""What the tenant has decided, or the defaults."""

from __future__ import annotations

import datetime as dt

from crm_kit.errors import Stale
from crm_kit.work import Work
from inventory.domain.settings import Settings, check_day
from inventory.lookups.premises import premises


def settings(work: Work) -> Settings:
    """The tenant's settings; with version 0 where nobody has changed any."""
    here = premises(work)
    if here.settings is None:
        here.settings = defaults()
    return here.settings


def defaults() -> Settings:
    """The settings of a tenant that has not changed any, not kept anywhere."""
    columns = Settings.__table__.columns
    values = {column.key: column.default.arg for column in columns if column.default is not None and column.default.is_scalar}
    return Settings(**{**values, "tracking_links": [], "version": 0})


def settings_to_change(work: Work, version: int) -> Settings:
    """The tenant's settings, kept from now on; Stale (412) where `version` is not theirs."""
    found = settings(work)
    if found.version != version:
        raise Stale("The settings have changed since you read them", version=found.version)
    return found if version else work.add(found)


def check_posting_day(work: Work, day: dt.date, pointer: str = "/posted_on") -> None:
    """Invalid (422) for a day on which nothing can be posted."""
    check_day(day, work.today, settings(work).closed_through, pointer)
