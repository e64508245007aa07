"""Changing tax classes."""

from typing import Any

from crm_contracts.sales.commands.tax_classes import ChangeTaxClass
from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_documents_keep_the_rate_that_they_were_made_with(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    tax = given.tax("standard", "13")
    lines = [{"product_id": given.product(), "qty": "1", "tax_class": "standard"}]
    before = given.order(rep, lines=lines)

    crm.do(ChangeTaxClass, crm.administrator(), tax_class_id=tax["id"], version=tax["version"], rate="9")

    assert crm.ask(GetOrder, rep, order_id=before["id"])["tax"]["amount"] == "1.30"
    assert given.order(rep, lines=lines)["tax"]["amount"] == "0.90"


def test_what_is_out_of_use_is_unknown(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    tax = given.tax("old")
    crm.do(ChangeTaxClass, crm.administrator(), tax_class_id=tax["id"], version=tax["version"], is_active=False)

    with crm.refused(422, "unknown_tax_class", "/lines/0/tax_class"):
        given.order(rep, lines=[{"product_id": given.product(), "qty": "1", "tax_class": "old"}])
