"""What is known of suppliers."""

from typing import Any

from crm_contracts.inventory.commands.suppliers import ChangeSupplier
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_supplier_is_told_anew(crm: ServiceUnderTest, buying: Any) -> None:
    documents = [{"name": "ISO 9001", "expires_on": "2027-01-31"}]

    changed = buying.act(ChangeSupplier, buying.supplier(), terms_days=60, grade="B", documents=documents)

    assert (changed["terms_days"], changed["grade"], changed["documents"]) == (60, "B", documents)
    write_golden(crm.events("inventory.supplier.updated.v1")[0])


def test_it_does_not_take_the_name_of_another(crm: ServiceUnderTest, buying: Any) -> None:
    other = buying.supplier()

    with crm.refused(409, "duplicate", "/name"):
        buying.act(ChangeSupplier, buying.supplier(), name=other["name"])
