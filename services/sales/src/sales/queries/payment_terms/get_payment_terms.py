"""One record of payment terms."""

from crm_contracts.sales.queries.payment_terms import GetPaymentTerms
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment_terms import PaymentTerms


@app.answers(GetPaymentTerms)
def get_payment_terms(query: GetPaymentTerms, work: Work) -> PaymentTerms:
    return work.get(PaymentTerms, query.payment_terms_id)
