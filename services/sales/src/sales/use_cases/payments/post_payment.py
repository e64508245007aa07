"""Let a payment count."""

from crm_contracts.sales.commands.payments import PostPayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.receipts import enter
from sales.lookups.settings import settings


@app.handles(PostPayment)
def post_payment(command: PostPayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    enter(work, payment, settings(work))
    return payment
