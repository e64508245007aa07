"""What the timeline says of events."""

import pytest

from customers.domain import happening


@pytest.mark.parametrize(
    ("type_", "data", "text"),
    [
        (
            "sales.opportunity.won.v1",
            {"name": "Plant", "amount": {"amount": "5.00", "currency": "CNY"}},
            "Opportunity Plant was won: 5.00 CNY",
        ),
        ("sales.opportunity.won.v1", {"name": "Plant", "amount": None}, "Opportunity Plant was won: –"),
        ("sales.order.held.v1", {"number": "SO-1"}, "Order held so-1"),
        ("service_desk.service_order.signed.v2", {}, "Service order signed"),
    ],
)
def test_an_event_is_told_in_a_sentence(type_: str, data: dict[str, object], text: str) -> None:
    assert happening.sentence(type_, data) == text


def test_every_sentence_can_do_without_its_words() -> None:
    for type_ in happening.SENTENCES:
        assert happening.sentence(f"{type_}.v1", {})


def test_a_kind_that_is_new_is_for_those_who_may_read_that_kind() -> None:
    assert happening.kind_of("sales.gift.given.v1").permission == "sales.gift.read"
    assert happening.kind_of("service_desk.csat.received.v1").permission == "service_desk.ticket.read"


@pytest.mark.parametrize(
    ("type_", "data", "accounts"),
    [
        ("customers.account.created.v1", {"id": "s"}, ["s"]),
        ("customers.account.merged.v1", {"survivor_id": "a"}, ["a"]),
        ("sales.opportunity.won.v1", {"accounts": [{"id": "a", "is_main": True}, {"id": "b"}]}, ["a", "b"]),
        ("sales.order.confirmed.v1", {"account_id": "a"}, ["a"]),
        ("sales.lead.created.v1", {"id": "s"}, ["s"]),
        ("sales.lead.converted.v1", {"account_id": "a"}, ["a"]),
        ("marketing.response.recorded.v1", {"contact_id": "c"}, []),
    ],
)
def test_an_event_says_which_accounts_it_concerns(type_: str, data: dict[str, object], accounts: list[str]) -> None:
    assert happening.accounts_in(type_, "s", data) == accounts
