"""Consignments."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.deliveries import CancelDelivery, CreateWaybill
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_consignment_is_followed_where_the_tenant_says(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    given.settings(tracking_links=[{"carrier": "sf", "link": "https://track.example/{number}"}])
    delivery = shipping.packed()
    told = {"delivery_id": delivery["id"], "number": "A 1", "parcels": 2, "fee": {"amount": "12.50", "currency": "CNY"}}

    waybill = crm.do(CreateWaybill, shipping.keeper, carrier="sf", **told)
    other = crm.do(CreateWaybill, shipping.keeper, carrier="dhl", **told)

    assert (waybill["status"], waybill["tracking_url"]) == ("booked", "https://track.example/A%201")
    assert (waybill["delivery_number"], waybill["order_numbers"]) == (delivery["number"], delivery["order_numbers"])
    assert other["tracking_url"] is None
    assert [each["carrier"] for each in shipping.delivery_again(delivery)["waybills"]] == ["sf", "dhl"]
    write_golden(crm.events("inventory.waybill.status_changed.v1")[0])


def test_a_number_is_unique_for_its_carrier(crm: ServiceUnderTest, shipping: Any) -> None:
    told = {"carrier": "sf", "number": "SF1"}
    first = crm.do(CreateWaybill, shipping.keeper, delivery_id=shipping.packed()["id"], **told)

    with crm.refused(409, "duplicate", "/number") as problem:
        crm.do(CreateWaybill, shipping.keeper, delivery_id=shipping.packed()["id"], **told)

    assert problem["waybill_id"] == first["id"]


def test_it_is_of_a_delivery_that_may_leave(crm: ServiceUnderTest, shipping: Any) -> None:
    off = shipping.act(CancelDelivery, shipping.packed(), reason="No")

    with crm.refused(422, "unknown_delivery", "/delivery_id"):
        crm.do(CreateWaybill, shipping.keeper, delivery_id=uuid4(), carrier="sf", number="1")
    with crm.refused(409, "cancelled"):
        crm.do(CreateWaybill, shipping.keeper, delivery_id=off["id"], carrier="sf", number="1")


def test_an_invoice_on_paper_has_one_too(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    invoice, seller = uuid4(), uuid4()
    crm.hear_golden("sales.invoice.posted.v1", id=invoice, number="INV-7", account_id=given.customer_id, owner_id=seller)

    waybill = crm.do(CreateWaybill, shipping.keeper, invoice_id=invoice, carrier="sf", number="SF1")

    assert (waybill["invoice_id"], waybill["invoice_numbers"], waybill["delivery_id"]) == (str(invoice), ["INV-7"], None)
    assert (waybill["account_id"], waybill["owner_id"]) == (str(given.customer_id), str(seller))
    assert crm.events("inventory.waybill.status_changed.v1")[0]["data"]["invoice_id"] == str(invoice)
    with crm.refused(409, "duplicate", "/number"):
        crm.do(CreateWaybill, shipping.keeper, invoice_id=invoice, carrier="sf", number="SF1")


def test_it_holds_one_of_the_two_that_one_may_see(crm: ServiceUnderTest, shipping: Any) -> None:
    told, invoice = {"carrier": "sf", "number": "1"}, uuid4()
    crm.hear_golden("sales.invoice.posted.v1", id=invoice)
    stranger = crm.person("inventory.waybill.*:own")

    with crm.refused(422, "unknown_invoice", "/invoice_id"):
        crm.do(CreateWaybill, shipping.keeper, invoice_id=uuid4(), **told)
    with crm.refused(422, "unknown_invoice", "/invoice_id"):
        crm.do(CreateWaybill, stranger, invoice_id=invoice, **told)
    with crm.refused(422, "one_of_two", "/invoice_id"):
        crm.do(CreateWaybill, shipping.keeper, invoice_id=invoice, delivery_id=shipping.packed()["id"], **told)
    with crm.refused(422, "required", "/delivery_id"):
        crm.do(CreateWaybill, shipping.keeper, **told)
