"""What the tenant has decided, or the defaults."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from crm_kit.work import Work
from inventory.domain.settings import Settings, check_day


def settings(work: Work) -> Settings:
    """The tenant's settings, looked up once in a transaction; with version 0 where nobody has changed any."""
    found: Settings | None = work.session.info.get("settings")
    if found is None:
        found = work.session.scalars(select(Settings)).one_or_none() or defaults()
        work.session.info["settings"] = found
    return found


def defaults() -> Settings:
    """The settings of a tenant that has not changed any, not kept anywhere."""
    columns = Settings.__table__.columns
    values = {column.key: column.default.arg for column in columns if column.default is not None and column.default.is_scalar}
    return Settings(**{**values, "version": 0})


def check_posting_day(work: Work, day: dt.date, pointer: str = "/posted_on") -> None:
    """Invalid (422) for a day on which nothing can be posted."""
    check_day(day, work.today, settings(work).closed_through, pointer)
