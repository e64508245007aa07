"""Prices that change."""

from typing import Any

from crm_contracts.inventory.commands.suppliers import ChangeSupplierPrice, CreateSupplierPrice
from crm_kit.testing.service import ServiceUnderTest


def test_a_price_ends_and_another_follows(crm: ServiceUnderTest, given: Any, buying: Any) -> None:
    told = {"supplier_id": buying.supplier()["id"], "product_id": given.product()["id"]}
    first = crm.do(CreateSupplierPrice, buying.keeper, **told, price={"amount": "5", "currency": "CNY"}, valid_from="2026-01-01")

    ended = buying.act(ChangeSupplierPrice, first, valid_until="2026-05-31")
    crm.do(CreateSupplierPrice, buying.keeper, **told, price={"amount": "6", "currency": "CNY"}, valid_from="2026-06-01")

    assert ended["valid_until"] == "2026-05-31"
    with crm.refused(409, "overlapping_price"):
        buying.act(ChangeSupplierPrice, ended, valid_until=None)
