"""Whether the numbers of invoices have gaps."""

from typing import Any

from sqlalchemy import update

from crm_contracts.sales.commands.invoices import CreditInvoice, VoidInvoice
from crm_contracts.sales.queries.invoices import InvoiceNumberGaps
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from sales.domain.invoice import Invoice


def test_numbers_are_counted_by_kind_and_year(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    admin, this_year = crm.administrator(), given.in_days(0).year
    old = given.invoice(rep, given.order_for(rep), posted_on=f"{this_year - 1}-12-31")
    gone, credited = given.invoice(rep, given.order_for(rep)), given.invoice(rep, given.order_for(rep))
    crm.do(VoidInvoice, rep, invoice_id=gone["id"], version=gone["version"], reason="Wrong")
    crm.do(CreditInvoice, rep, invoice_id=credited["id"], version=credited["version"], reason="Wrong")

    report = crm.ask(InvoiceNumberGaps, admin)
    one_year = crm.ask(InvoiceNumberGaps, admin, year=this_year - 1)

    assert old["number"] == f"INV-{this_year - 1}-000001"
    assert report["complete"] is True
    assert [(row["prefix"], row["year"], row["last"], row["used"], row["void"]) for row in report["rows"]] == [
        ("INV", this_year - 1, 1, 1, 0), ("CN", this_year, 1, 1, 0), ("INV", this_year, 2, 2, 1),
    ]  # fmt: skip
    assert [row["year"] for row in one_year["rows"]] == [this_year - 1]


def test_a_number_that_stands_on_no_invoice_is_missing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    invoices = [given.invoice(rep, given.order_for(rep)) for _ in range(3)]
    with Work(crm.app.sessions, crm.administrator(), "*", "test", {}) as work:
        work.session.execute(update(Invoice).where(Invoice.id == invoices[1]["id"]).values(number="gone"))

    report = crm.ask(InvoiceNumberGaps, crm.administrator())

    assert (report["complete"], report["rows"][0]["missing"]) == (False, [invoices[1]["number"]])


def test_whoever_only_sees_invoices_of_their_own_does_not_see_the_report(crm: ServiceUnderTest) -> None:
    with crm.refused(403):
        crm.ask(InvoiceNumberGaps, crm.person("sales.*.read:own"))
