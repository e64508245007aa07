"""Processes and their versions."""

import datetime as dt
from uuid import uuid4

import pytest

from crm_contracts.sales.words import Criterion, Stage
from crm_kit.errors import Invalid
from sales.domain.process import Course, SalesProcess

NOW = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
DEMO = Stage(code="demo", name="Demo", probability=20, exit_criteria=[Criterion(field="amount")])
OFFER = Stage(code="offer", name="Offer", probability=50, exit_criteria=[Criterion(field="contacts")])
CLOSE = Stage(code="close", name="Close", probability=90, entry_criteria=[Criterion(field="products")])


def test_other_stages_are_a_new_version_and_the_same_ones_are_not() -> None:
    process = SalesProcess(name="Quick")

    process.lay_out([DEMO, OFFER], NOW)
    process.lay_out([DEMO, OFFER], NOW)
    process.lay_out([DEMO, OFFER, CLOSE], NOW)

    assert process.process_version == 2
    assert [version.number for version in process.versions] == [1, 2]
    assert process.course(1).codes == ["demo", "offer"]
    with pytest.raises(Invalid):
        process.course(3)


def test_a_code_stands_for_one_stage() -> None:
    with pytest.raises(Invalid):
        SalesProcess(name="Quick").lay_out([DEMO, DEMO], NOW)


def test_to_jump_ahead_is_to_leave_every_stage_between() -> None:
    course = Course(uuid4(), 1, (DEMO, OFFER, CLOSE))

    needed = [criterion.field for criterion in course.criteria_between("demo", CLOSE)]

    assert needed == ["amount", "contacts", "products"]
    assert [criterion.field for criterion in course.criteria_between("demo", OFFER)] == ["amount"]
    assert course.after("demo") == OFFER
    with pytest.raises(Invalid):
        course.after("close")
