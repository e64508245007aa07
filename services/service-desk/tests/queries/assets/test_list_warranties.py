"""The months of warranty that products have of their own."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import SetWarranty
from crm_contracts.service_desk.queries.installed_base import ListWarranties
from crm_kit.testing.service import ServiceUnderTest


def test_only_products_with_months_of_their_own_are_listed(crm: ServiceUnderTest, given: Any) -> None:
    product, boss = given.product(), crm.administrator()
    given.product("P-2")
    crm.do(SetWarranty, boss, product_id=product, version=0, months=24)

    assert [(row["id"], row["months"]) for row in crm.ask(ListWarranties, boss)["data"]] == [(str(product), 24)]
