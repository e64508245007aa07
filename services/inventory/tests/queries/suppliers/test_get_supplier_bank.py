"""Where a supplier is paid."""

from typing import Any

from crm_contracts.inventory.queries.suppliers import GetSupplierBank
from crm_kit.testing.service import ServiceUnderTest


def test_it_needs_a_right_of_its_own(crm: ServiceUnderTest, buying: Any) -> None:
    supplier = buying.supplier(bank_account="DE89370400440532013000", bank_name="Commerz", bank_holder="Acme", bank_code="COBADEFF")
    reader, payer = crm.person("inventory.supplier.read:all"), crm.person("inventory.supplier.read_bank:all")

    with crm.refused(403, "forbidden"):
        crm.ask(GetSupplierBank, reader, supplier_id=supplier["id"])
    bank = crm.ask(GetSupplierBank, payer, supplier_id=supplier["id"])

    assert (bank["bank_account"], bank["bank_code"]) == ("DE89370400440532013000", "COBADEFF")
