"""Having quotations approved."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation, DeclineQuotation, ReviseQuotation, SubmitQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_within_the_limits_it_is_approved_at_once(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    approved = given.approved(rep)

    assert (approved["status"], approved["findings"], approved["submitted_by"]) == ("approved", [], str(rep.user_id))


def test_beyond_them_it_waits(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.quotation.*:own", "customers.*:all")

    waiting = given.approved(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])

    assert waiting["status"] == "pending_approval"
    assert [(each["code"], each["pointer"]) for each in waiting["findings"]] == [("discount_over_limit", "/lines/0/discount")]


def test_what_is_blocked_meanwhile_is_not_offered(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product("P-7")
    made = given.quotation(rep, lines=[{"product_id": product, "qty": "1"}])
    told = {"name": "Pump", "spec": "", "category": "", "brand": "", "kind": "goods", "uom": "pcs", "tax_class": ""}
    data = {"id": product, "code": "P-7", **told, "list_price": None, "status": "blocked", "reason": "Recalled"}
    crm.hear_data("inventory.product.blocked.v1", product, data, aggregateversion=2)

    with crm.refused(409, "not_for_sale", "/lines/0/product_id"):
        crm.do(SubmitQuotation, rep, quotation_id=made["id"], version=made["version"])


def test_a_revision_counts_only_with_a_commercial_change(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)
    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"])
    second = crm.do(ChangeQuotation, rep, quotation_id=second["id"], version=second["version"], customer_reference="PO 7")

    with crm.refused(409, "no_commercial_change"):
        crm.do(SubmitQuotation, rep, quotation_id=second["id"], version=second["version"])
    lines = [{"product_id": first["lines"][0]["product_id"], "qty": "3"}]
    second = crm.do(ChangeQuotation, rep, quotation_id=second["id"], version=second["version"], lines=lines)

    submitted = crm.do(SubmitQuotation, rep, quotation_id=second["id"], version=second["version"])
    assert (submitted["status"], submitted["revision"]) == ("approved", 2)


def test_what_was_declined_may_be_offered_again_as_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)
    declined = crm.do(DeclineQuotation, rep, quotation_id=first["id"], version=first["version"], reason="Not now")
    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=declined["version"])

    submitted = crm.do(SubmitQuotation, rep, quotation_id=second["id"], version=second["version"])

    assert submitted["status"] == "approved"
