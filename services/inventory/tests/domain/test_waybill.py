"""What the events of a consignment come to, in whatever order they are heard."""

import datetime as dt
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.carriers import carrier
from inventory.domain.waybill import ORDER, WaybillEvent, latest

NOON = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


def event(status: str, minutes: int) -> WaybillEvent:
    return WaybillEvent(waybill_id=uuid4(), status=status, at=NOON + dt.timedelta(minutes=minutes))


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.integers(0, 5)), min_size=1, max_size=8), st.randoms())
def test_the_order_of_hearing_does_not_matter(told: list[tuple[str, int]], random: object) -> None:
    events = [event(*each) for each in told]
    before = latest(events)

    random.shuffle(events)  # type: ignore[attr-defined]

    assert latest(events)[0] == before[0]


def test_the_latest_counts_and_the_end_is_the_end() -> None:
    assert latest([event("booked", 0), event("in_transit", 2), event("picked_up", 1)])[0] == "in_transit"
    assert latest([event("booked", 0), event("signed", 2), event("in_transit", 3)])[0] == "signed"
    assert latest([event("booked", 0), event("signed", 2), event("returned", 3)])[0] == "returned"
    assert latest([event("booked", 5), event("picked_up", 1)])[0] == "picked_up"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("in_transit", "in_transit"), ("In Transit", "in_transit"), ("Delivered", "signed"), ("已签收", "signed"),
        ("派送中", "out_for_delivery"), ("gone fishing", None),
    ],
)  # fmt: skip
def test_the_words_of_carriers(word: str, status: str | None) -> None:
    assert carrier("anybody", {}).status_of(word) == status


def test_a_number_cannot_break_out_of_its_link() -> None:
    links = {"sf": "https://track.example/{number}?from=crm"}

    assert carrier("sf", links).tracking_url("A/1?x=1") == "https://track.example/A%2F1%3Fx%3D1?from=crm"
    assert carrier("dhl", links).tracking_url("1") is None
