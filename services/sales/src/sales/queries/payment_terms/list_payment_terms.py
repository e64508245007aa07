"""Payment terms, page by page."""

from typing import Any

from crm_contracts.sales.queries.payment_terms import ListPaymentTerms
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment_terms import PaymentTerms


@app.answers(ListPaymentTerms)
def list_payment_terms(query: ListPaymentTerms, work: Work) -> dict[str, Any]:
    return page(work, query, PaymentTerms)
