"""Columns and rows that records are made of."""

import datetime as dt
import inspect
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from crm_kit.messages import value
from crm_kit.model import Fact, Mapped, Values, column
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work


@value
class Visit:
    place: str
    at: dt.datetime


class Stamp(Fact):
    """A fact, for the test only."""

    __tablename__ = "stamps"

    visits: Mapped[Any] = column(Values, nullable=True)


def test_values_are_kept_as_the_json_that_answers_show() -> None:
    visit = Visit(place="北京", at=dt.datetime(2026, 11, 21, 8, tzinfo=dt.timezone(dt.timedelta(hours=8))))

    kept = Values().process_bind_param([visit], postgresql.dialect())

    assert kept == [{"place": "北京", "at": "2026-11-21T00:00:00Z"}]
    assert Values().process_bind_param(None, postgresql.dialect()) is None


def test_a_fact_has_the_time_at_which_it_was_written_and_no_other() -> None:
    statement = select(Stamp.id).where(Stamp.updated_at > dt.datetime.now(dt.UTC))

    assert "stamps.at >" in str(statement.compile(dialect=postgresql.dialect()))
    assert not hasattr(Stamp, "deleted_at")


def test_no_name_of_a_field_is_taken_by_the_doors() -> None:
    for door, first in ((Work.copy, "kind"), (ServiceUnderTest.do, "message"), (ServiceUnderTest.call, "message")):
        assert inspect.signature(door).parameters[first].kind is inspect.Parameter.POSITIONAL_ONLY
