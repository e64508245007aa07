"""Changing drafts."""

from typing import Any

from crm_contracts.sales.commands.orders import ChangeOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_takes_other_lines_and_totals_follow(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order, product = given.order(rep), given.product("P-2", "7.50")

    changed = crm.do(
        ChangeOrder, rep, order_id=order["id"], version=order["version"], lines=[{"product_id": product, "qty": "4"}],
        customer_reference="PO 17", ship_to=None,
    )  # fmt: skip

    assert (changed["total"]["amount"], len(changed["lines"]), changed["customer_reference"]) == ("30.00", 1, "PO 17")
    assert changed["ship_to"] is None


def test_a_wrong_line_changes_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.order(rep)
    lines = [{"product_id": given.product("P-2"), "qty": "1", "tax_class": "none"}]

    with crm.refused(422, "unknown_tax_class", "/lines/0/tax_class"):
        crm.do(ChangeOrder, rep, order_id=order["id"], version=order["version"], lines=lines, note="New")
    with crm.refused(422, "in_the_future", "/ordered_on"):
        crm.do(ChangeOrder, rep, order_id=order["id"], version=order["version"], ordered_on=given.in_days(1))

    assert crm.do(ChangeOrder, rep, order_id=order["id"], version=1, note="Now")["note"] == "Now"


def test_what_binds_is_amended_instead(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    order = given.confirmed(rep)

    with crm.refused(409, "not_a_draft"):
        crm.do(ChangeOrder, rep, order_id=order["id"], version=order["version"], note="Late")
