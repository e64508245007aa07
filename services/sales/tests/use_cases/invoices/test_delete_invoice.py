"""Only drafts go away."""

from typing import Any

from crm_contracts.sales.commands.invoices import DeleteInvoice
from crm_contracts.sales.queries.invoices import GetInvoice
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_deleted_and_a_posted_invoice_is_not(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft, posted = given.invoice(rep, given.order_for(rep), post=False), given.invoice(rep, given.order_for(rep))

    crm.do(DeleteInvoice, rep, invoice_id=draft["id"], version=draft["version"])

    with crm.refused(404):
        crm.ask(GetInvoice, rep, invoice_id=draft["id"])
    with crm.refused(409, "illegal_transition"):
        crm.do(DeleteInvoice, rep, invoice_id=posted["id"], version=posted["version"])
