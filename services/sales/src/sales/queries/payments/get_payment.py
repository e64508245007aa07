"""One payment."""

from crm_contracts.sales.queries.payments import GetPayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment


@app.answers(GetPayment)
def get_payment(query: GetPayment, work: Work) -> Payment:
    return work.get(Payment, query.payment_id)
