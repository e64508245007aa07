"""Copies."""

from typing import Any

from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.commands.quotations import CopyQuotation, SubmitQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_lines_are_copied_and_number_dates_and_approval_are_not(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    source = given.sent(rep, valid_until=given.in_days(3))

    copy = crm.do(CopyQuotation, rep, quotation_id=source["id"])

    assert copy["number"] != source["number"]
    assert (copy["status"], copy["revision"], copy["copied_from"]) == ("draft", 1, source["id"])
    assert (copy["total"], copy["valid_until"], copy["submitted_at"]) == (source["total"], given.in_days(30).isoformat(), None)


def test_prices_that_were_found_are_found_again_on_request(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product("P-1", "10.00")
    lines = [{"product_id": product, "qty": "2"}, {"product_id": product, "qty": "1", "unit_price": "9.00"}]
    source = given.quotation(rep, lines=lines)
    told = {"name": "Pump", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "pcs", "tax_class": ""}
    data = {"id": product, "code": "P-1", **told, "list_price": {"amount": "11.00", "currency": "CNY"}, "status": "active"}
    crm.hear_data("inventory.product.updated.v1", product, data, aggregateversion=2)

    same = crm.do(CopyQuotation, rep, quotation_id=source["id"])
    fresh = crm.do(CopyQuotation, rep, quotation_id=source["id"], account_id=given.account("Another"), reprice=True)

    assert [line["net_price"] for line in same["lines"]] == ["10", "9"]
    assert [line["net_price"] for line in fresh["lines"]] == ["11", "9"]
    assert fresh["ship_to"] is None


def test_what_one_customer_alone_gets_is_a_discount_to_another(crm: ServiceUnderTest, given: Any) -> None:
    seller, product = crm.person("sales.quotation.*:own", "customers.*:all"), given.product("P-1", "10.00")
    special = {"kind": "customer", "account_id": given.account()}
    listed = crm.do(CreatePriceList, crm.administrator(), name="Special", currency="CNY", **special)
    crm.do(AddListedPrice, crm.administrator(), price_list_id=listed["id"], product_id=product, price="4.00")
    source = given.quotation(seller, account_id=special["account_id"], lines=[{"product_id": product, "qty": "1"}])

    again = crm.do(CopyQuotation, seller, quotation_id=source["id"])
    copy = crm.do(CopyQuotation, seller, quotation_id=source["id"], account_id=given.account("Another"))
    waiting = crm.do(SubmitQuotation, seller, quotation_id=copy["id"], version=copy["version"])

    assert [each["lines"][0]["price_source"] for each in (source, again, copy)] == ["customer", "customer", "manual"]
    assert (waiting["status"], waiting["findings"][0]["code"]) == ("pending_approval", "discount_over_limit")
