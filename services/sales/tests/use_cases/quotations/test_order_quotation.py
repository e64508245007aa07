"""Orders from quotations."""

import threading
from typing import Any

from crm_contracts.sales.commands.orders import CreateOrder
from crm_contracts.sales.commands.quotations import AcceptQuotation, OrderQuotation
from crm_contracts.sales.queries.orders import ListOrders
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def order(crm: ServiceUnderTest, who: Caller, quotation: dict[str, Any], **more: Any) -> Any:
    return crm.do(OrderQuotation, who, quotation_id=quotation["id"], version=quotation["version"], **more)


def test_an_accepted_quotation_is_ordered_as_it_was_offered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep, lines=[{"product_id": given.product(), "qty": "3", "discount": "5"}])
    accepted = crm.do(AcceptQuotation, rep, quotation_id=sent["id"], version=sent["version"])

    made = order(crm, rep, accepted, external_reference="EXT-1")

    assert (made["total"], made["account_id"], made["ship_to"]) == (sent["total"], sent["account_id"], sent["ship_to"])
    assert made["lines"][0]["quotation_line_id"] == sent["lines"][0]["id"]
    now = crm.ask(GetQuotation, rep, quotation_id=sent["id"])
    assert (now["status"], now["lines"][0]["remaining"]) == ("ordered", "0")
    with crm.refused(409, "illegal_transition"):
        order(crm, rep, now)


def test_part_of_it_leaves_the_rest_to_be_ordered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep, lines=[{"product_id": given.product(), "qty": "3"}])
    line = sent["lines"][0]["id"]

    first = order(crm, rep, sent, lines=[{"line_id": line, "qty": "1"}])

    now = crm.ask(GetQuotation, rep, quotation_id=sent["id"])
    assert (first["total"]["amount"], now["status"]) == ("10.00", "partially_ordered")
    with crm.refused(409, "over_ordered", "/quotations/0/lines/0/qty"):
        order(crm, rep, now, lines=[{"line_id": line, "qty": "2.5"}])
    assert order(crm, rep, now)["total"]["amount"] == "20.00"


def test_several_quotations_of_one_customer_make_one_order(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    quotations = [given.sent(rep, account_id=account) for _ in range(2)]
    stranger = given.sent(rep)

    with crm.refused(422, "different_customer", "/quotations/1/quotation_id"):
        crm.do(CreateOrder, rep, quotations=[{"quotation_id": each["id"]} for each in (quotations[0], stranger)])
    made = crm.do(CreateOrder, rep, quotations=[{"quotation_id": each["id"]} for each in quotations])

    assert (len(made["lines"]), made["total"]["amount"]) == (2, "40.00")
    assert crm.ask(GetQuotation, rep, quotation_id=stranger["id"])["status"] == "sent"


def test_what_is_optional_is_ordered_when_it_is_chosen(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product()
    lines = [{"product_id": product, "qty": "1"}, {"product_id": product, "qty": "4", "is_optional": True}]
    sent = given.sent(rep, lines=lines)

    made = order(crm, rep, sent, lines=[{"line_id": each["id"]} for each in sent["lines"]])

    assert made["total"]["amount"] == "50.00"


def test_two_at_once_make_one_order(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)
    replies: list[dict[str, Any]] = []

    def try_it(message: type, payload: dict[str, Any]) -> None:
        replies.append(crm.call(message, rep, **payload))

    told = {"quotation_id": sent["id"], "version": sent["version"]}
    asked = [(OrderQuotation, told)] * 4 + [(CreateOrder, {"quotations": [{"quotation_id": sent["id"]}]})] * 4
    threads = [threading.Thread(target=try_it, args=each) for each in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(reply["problem"]["status"] for reply in replies if "problem" in reply)[0] in (409, 412)
    assert sum("result" in reply for reply in replies) == 1
    assert len(crm.ask(ListOrders, rep)["data"]) == 1


def test_it_needs_the_right_to_order_from_quotations(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    sent = given.sent(rep)
    clerk = crm.person("sales.order.*:all", "sales.quotation.read:all", "customers.*:all")

    with crm.refused(403):
        crm.do(CreateOrder, clerk, quotations=[{"quotation_id": sent["id"]}])
    with crm.refused(422, "unknown_quotation", "/quotations/0/quotation_id"):
        other = crm.person("sales.*:own", "customers.*:all")
        crm.do(CreateOrder, other, quotations=[{"quotation_id": sent["id"]}])
