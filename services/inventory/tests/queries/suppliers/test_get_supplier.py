"""One supplier."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.suppliers import GetSupplier
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_shown_with_a_masked_bank_account(crm: ServiceUnderTest, buying: Any) -> None:
    made = buying.supplier(bank_account="1234567")

    supplier = crm.ask(GetSupplier, buying.keeper, supplier_id=made["id"])

    assert supplier == made
    assert supplier["bank_account_masked"] == "••••"
    with crm.refused(404, "not_found"):
        crm.ask(GetSupplier, buying.keeper, supplier_id=uuid4())
