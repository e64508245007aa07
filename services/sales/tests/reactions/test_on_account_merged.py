"""Accounts and contacts that became others."""

from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.conversion import ConvertLead
from crm_contracts.sales.commands.orders import RejectOrder
from crm_contracts.sales.commands.payments import AllocatePayment
from crm_contracts.sales.commands.price_lists import AddListedPrice, CreatePriceList
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListOpportunities
from crm_contracts.sales.queries.orders import GetOrder
from crm_contracts.sales.queries.prices import ListPriceLists
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_contracts.sales.queries.receivables import ListReceivables
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def account_name(crm: ServiceUnderTest, rep: Caller) -> str:
    return str(crm.ask(ListOpportunities, rep)["data"][0]["account_name"])


def test_a_merged_account_is_its_survivor_everywhere(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor, other = given.account("Old"), given.account("Survivor"), given.account("Other")
    deal = given.opportunity(rep, accounts=[{"id": old, "is_main": True}, {"id": survivor}, {"id": other}])

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])

    now = crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])
    assert {each["id"]: each["is_main"] for each in now["accounts"]} == {str(survivor): True, str(other): False}
    assert account_name(crm, rep) == "Survivor"
    assert given.opportunity(rep, accounts=[{"id": old}])["accounts"][0]["id"] == str(survivor)
    event = crm.events("sales.opportunity.updated.v1")[-1]
    assert len(event["data"]["accounts"]) == 2


def test_a_lead_converted_to_a_duplicate_ends_at_the_survivor(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.accepted_lead(rep, contact_name="Ada")
    made = crm.do(
        ConvertLead, rep, lead_id=lead["id"], version=lead["version"], opportunity={"close_date": given.in_days(9)}
    )  # fmt: skip
    survivor, contact = given.account("Survivor"), given.contact("Ada")

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[made["account_id"]])
    crm.hear_golden("customers.contact.merged.v1", survivor_id=contact, merged_ids=[made["contact_id"]])
    given.account("Acme", id=UUID(made["account_id"]))

    deal = crm.ask(GetOpportunity, rep, opportunity_id=made["opportunity_id"])
    assert [each["id"] for each in deal["accounts"]] == [str(survivor)]
    assert [each["id"] for each in deal["contacts"]] == [str(contact)]
    again = crm.do(ConvertLead, rep, key="later", lead_id=lead["id"], version=lead["version"])
    assert (again["account_id"], again["contact_id"]) == (str(survivor), str(contact))


def test_orders_quotations_and_price_lists_are_the_survivors(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor, product = given.account("Old"), given.account("Survivor"), given.product("P-1", "10.00")
    boss = crm.administrator()
    agreed = crm.do(CreatePriceList, boss, name="Agreed", kind="customer", account_id=old, currency="CNY")
    crm.do(AddListedPrice, boss, price_list_id=agreed["id"], product_id=product, price="8")
    order, quotation = given.confirmed(rep, account_id=old), given.quotation(rep, account_id=old)

    merged = crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])
    crm.hear(merged)

    assert crm.ask(GetOrder, rep, order_id=order["id"])["account_id"] == str(survivor)
    assert crm.ask(GetQuotation, rep, quotation_id=quotation["id"])["account_id"] == str(survivor)
    assert crm.events("sales.order.fulfilment_changed.v1")[-1]["data"]["account_id"] == str(survivor)
    line = given.order(rep, account_id=survivor, lines=[{"product_id": product, "qty": "1"}])["lines"][0]
    assert (line["net_price"], line["price_source"]) == ("8", "customer")


def test_invoices_and_payments_are_the_survivors(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor = given.account("Old"), given.account("Survivor")
    invoice = given.invoice(rep, given.order_for(rep, account_id=old))
    payment = given.payment(rep, old)

    merged = crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])
    crm.hear(merged)

    settled = crm.do(
        AllocatePayment, rep, payment_id=payment["id"], version=payment["version"] + 1, allocations=[{"invoice_id": invoice["id"]}]
    )
    assert settled["account_id"] == str(survivor)
    assert crm.ask(ListReceivables, rep)["rows"] == []
    assert crm.ask(GetInvoice, rep, invoice_id=invoice["id"])["account_id"] == str(survivor)


def test_only_what_binds_or_once_did_is_told_of(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor = given.account("Old"), given.account("Survivor")
    given.credit(old, "5.00")
    waiting = given.confirmed(rep, account_id=old)
    crm.do(RejectOrder, crm.administrator(), order_id=waiting["id"], version=waiting["version"], comment="No")
    given.cancelled(rep, given.confirmed(rep, account_id=old, ordered_on=given.in_days(-9)))
    told = len(crm.events("sales.order.fulfilment_changed.v1"))

    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])

    assert crm.ask(GetOrder, rep, order_id=waiting["id"])["account_id"] == str(survivor)
    assert len(crm.events("sales.order.fulfilment_changed.v1")) == told


def test_of_prices_that_contradict_each_other_the_latest_stand(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor, product = given.account("Old"), given.account("Survivor"), given.product("P-1", "10.00")
    boss = crm.administrator()
    for account, price in ((survivor, "9"), (old, "8")):
        listed = crm.do(CreatePriceList, boss, name=price, kind="customer", account_id=account, currency="CNY")
        crm.do(AddListedPrice, boss, price_list_id=listed["id"], product_id=product, price=price)

    merged = crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])
    crm.hear(merged)

    lists = crm.ask(ListPriceLists, boss)["data"]
    assert {each["name"]: each["is_active"] for each in lists} == {"9": False, "8": True}
    assert given.order(rep, account_id=survivor, lines=[{"product_id": product, "qty": "1"}])["lines"][0]["net_price"] == "8"


def test_a_survivor_without_credit_has_that_of_what_it_took_in(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    old, survivor = given.account("Old"), given.account("Survivor")
    given.credit(old, "5.00")

    merged = crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[old])
    crm.hear(merged)

    assert given.confirmed(rep, account_id=survivor)["status"] == "pending_approval"
    given.credit(survivor, "500.00")
    assert given.confirmed(rep, account_id=survivor)["status"] == "confirmed"
