"""How long warranties are."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.installed_base import SetWarranty
from crm_contracts.service_desk.commands.settings import ChangeSettings
from crm_kit.testing.service import ServiceUnderTest


def test_a_product_has_its_own_months_and_others_those_of_the_settings(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    product, boss = given.product(), crm.administrator()
    crm.do(ChangeSettings, boss, version=0, warranty_months=0)
    crm.do(SetWarranty, boss, product_id=product, version=0, months=24)

    own, other = base.asset(product_id=product, sold_on="2026-11-26"), base.asset(sold_on="2026-11-26")

    assert (own["warranty_until"], other["warranty_until"]) == ("2028-11-25", None)


def test_it_is_changed_by_who_has_read_it(crm: ServiceUnderTest, given: Any) -> None:
    product, boss = given.product(), crm.administrator()
    crm.do(SetWarranty, boss, product_id=product, version=0, months=24)

    with crm.refused(412):
        crm.do(SetWarranty, boss, product_id=product, version=0, months=36)
    assert crm.do(SetWarranty, boss, product_id=product, version=1, months=36)["version"] == 2
    with crm.refused(422, "unknown_product"):
        crm.do(SetWarranty, boss, product_id=uuid4(), version=0, months=36)
    with crm.refused(422, pointer="/months"):
        crm.do(SetWarranty, boss, product_id=product, version=2, months=-1)
