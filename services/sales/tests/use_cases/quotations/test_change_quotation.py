"""Changing drafts."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation
from crm_contracts.sales.queries.quotations import GetQuotation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_takes_other_lines(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made, product = given.quotation(rep), given.product("P-2", "7.50")

    changed = crm.do(
        ChangeQuotation, rep, quotation_id=made["id"], version=made["version"], lines=[{"product_id": product, "qty": "4"}]
    )  # fmt: skip

    assert (changed["total"]["amount"], changed["version"]) == ("30.00", made["version"] + 1)


def test_once_submitted_it_is_revised_instead(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    for made in (given.approved(rep), given.sent(rep)):
        with crm.refused(409, "use_revise"):
            crm.do(ChangeQuotation, rep, quotation_id=made["id"], version=made["version"], note="Cheaper")


def test_what_it_refers_to_may_change_while_it_stands(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    contact = given.contact()
    for made in (given.approved(rep), given.sent(rep)):
        told = {"customer_reference": "PO 7", "contact_id": contact}
        changed = crm.do(ChangeQuotation, rep, quotation_id=made["id"], version=made["version"], **told)

        assert (changed["customer_reference"], changed["contact_id"]) == ("PO 7", str(contact))
        assert (changed["status"], changed["revision"], changed["total"]) == (made["status"], 1, made["total"])


def test_nothing_commercial_slips_in_beside_a_reference(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    made, product = given.sent(rep), given.product("P-2", "7.50")

    for offer in ({"valid_until": given.in_days(90)}, {"lines": [{"product_id": product, "qty": "4"}]}, {"note": "Cheaper"}):
        with crm.refused(409, "use_revise"):
            told = {"version": made["version"], "customer_reference": "PO 7", **offer}
            crm.do(ChangeQuotation, rep, quotation_id=made["id"], **told)

    assert crm.ask(GetQuotation, rep, quotation_id=made["id"]) == made


def test_waiting_for_approval_it_does_not_change_at_all(crm: ServiceUnderTest, given: Any) -> None:
    seller = crm.person("sales.quotation.*:own", "customers.*:all")
    made = given.approved(seller, lines=[{"product_id": given.product(), "qty": "1", "discount": "50"}])

    assert made["status"] == "pending_approval"
    with crm.refused(409, "use_revise"):
        crm.do(ChangeQuotation, seller, quotation_id=made["id"], version=made["version"], customer_reference="PO 7")
