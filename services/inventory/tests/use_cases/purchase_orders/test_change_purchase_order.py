"""Drafts that change."""

from typing import Any

from crm_contracts.inventory.commands.purchase_orders import ChangePurchaseOrder
from crm_kit.testing.service import ServiceUnderTest


def test_lines_are_replaced(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    east = given.warehouse()

    changed = buying.act(ChangePurchaseOrder, buying.order(), lines=[buying.line(2, 7)], warehouse_id=east["id"], note="Hurry")

    assert (changed["total"]["amount"], changed["warehouse_id"], changed["note"]) == ("14.00", east["id"], "Hurry")
    assert [each["qty"] for each in changed["lines"]] == ["2"]


def test_only_a_draft_changes(crm: ServiceUnderTest, buying: Any) -> None:
    with crm.refused(409, "not_a_draft"):
        buying.act(ChangePurchaseOrder, buying.sent(), note="Too late")
