"""What the timeline says of events."""

from string import Formatter

import pytest

from crm_contracts.inventory import document_events as inventory_documents
from crm_contracts.inventory import events as inventory_events
from crm_contracts.sales import document_events as sales_documents
from crm_kit.messages import event_types
from customers.domain import happening, sentences


@pytest.mark.parametrize(
    ("type_", "data", "text"),
    [
        (
            "sales.opportunity.won.v1",
            {"name": "Plant", "amount": {"amount": "5.00", "currency": "CNY"}},
            "Opportunity Plant was won: 5.00 CNY",
        ),
        ("sales.opportunity.won.v1", {"name": "Plant", "amount": None}, "Opportunity Plant was won: –"),
        ("sales.gift.given.v1", {"number": "G-1"}, "Gift given g-1"),
        ("sales.order.shipped.v1", {"number": "SO-1", "fully_shipped": True}, "Order SO-1 was shipped in full"),
        ("sales.order.shipped.v1", {"number": "SO-1", "fully_shipped": False}, "Order SO-1 was shipped in part"),
        ("sales.order.approval_decided.v1", {"number": "SO-1", "approved": True, "comment": "x"}, "Order SO-1 was approved"),
        ("inventory.waybill.status_changed.v1", {"number": "7", "status": "signed"}, "Consignment 7 was signed for"),
        ("service_desk.service_order.signed.v2", {}, "Service order signed"),
    ],
)
def test_an_event_is_told_in_a_sentence(type_: str, data: dict[str, object], text: str) -> None:
    assert happening.sentence(type_, data) == text


def test_every_sentence_can_do_without_its_words() -> None:
    for type_ in sentences.SENTENCES:
        assert happening.sentence(f"{type_}.v1", {})


def test_every_step_of_order_to_cash_has_a_sentence_of_its_own_or_is_quiet() -> None:
    documents = {sales_documents.__name__, inventory_documents.__name__, inventory_events.__name__}
    steps = {
        type_.rpartition(".v")[0] for type_, kind in event_types.items() if kind.__module__ in documents and _names_account(kind)
    }

    unspoken = steps - set(sentences.SENTENCES) - set(sentences.VARIANTS) - sentences.QUIET

    assert len(steps) > 30
    assert unspoken == set()


def _names_account(kind: type) -> bool:
    return "account_id" in kind.__dataclass_fields__


def test_the_words_of_a_sentence_are_fields_of_its_event() -> None:
    spoken = [*sentences.SENTENCES.items()]
    spoken += [(type_, text) for type_, (_, variants) in sentences.VARIANTS.items() for text in variants.values()]
    known = {type_.rpartition(".v")[0]: set(kind.__dataclass_fields__) for type_, kind in event_types.items()}

    wrong = [
        (type_, word) for type_, text in spoken for _, word, _, _ in Formatter().parse(text)
        if word and type_ in known and word not in known[type_]
    ]  # fmt: skip

    assert wrong == []


@pytest.mark.parametrize(
    ("type_", "data", "is_told"),
    [
        ("sales.order.confirmed.v1", {"status": "confirmed"}, True),
        ("sales.order.fulfilment_changed.v1", {"status": "confirmed"}, False),
        ("inventory.shipment_notice.updated.v1", {"status": "cancelled"}, True),
        ("inventory.shipment_notice.updated.v1", {"status": "partially_shipped"}, False),
        ("inventory.stock.moved.v1", {}, False),
    ],
)
def test_what_another_line_says_makes_no_line(type_: str, data: dict[str, object], is_told: bool) -> None:
    assert happening.is_told(type_, data) is is_told


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
