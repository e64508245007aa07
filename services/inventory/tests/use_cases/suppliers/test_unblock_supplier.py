"""Suppliers that are ordered from again."""

from typing import Any

from crm_contracts.inventory.commands.suppliers import BlockSupplier, UnblockSupplier
from crm_kit.testing.service import ServiceUnderTest


def test_it_may_be_ordered_from_again(crm: ServiceUnderTest, buying: Any) -> None:
    supplier = buying.supplier()
    with crm.refused(409, "illegal_transition"):
        buying.act(UnblockSupplier, supplier)

    unblocked = buying.act(UnblockSupplier, buying.act(BlockSupplier, supplier, reason="Late"))

    assert (unblocked["status"], unblocked["block_reason"]) == ("active", "")
    assert buying.order(supplier_id=supplier["id"])["status"] == "draft"
