"""One product."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.products import GetProduct
from crm_kit.testing.service import ServiceUnderTest


def test_everybody_at_work_reads_products_but_not_their_costs(crm: ServiceUnderTest, given: Any) -> None:
    product, reader = given.stocked(10), crm.person("inventory.product.read:own")

    shown = crm.ask(GetProduct, reader, product_id=product["id"])

    assert shown["code"] == product["code"]
    assert not {"cost", "unit_cost", "value"} & set(shown)
    with crm.refused(404):
        crm.ask(GetProduct, reader, product_id=uuid4())
    with crm.refused(404):
        crm.ask(GetProduct, crm.fresh().administrator(), product_id=product["id"])
