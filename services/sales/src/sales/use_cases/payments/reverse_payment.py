"""A payment was entered in error."""

from crm_contracts.sales.commands.payments import ReversePayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.posting import day_of_posting


@app.handles(ReversePayment)
def reverse_payment(command: ReversePayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.reverse(command.reason)
    day_of_posting(work, payment.received_on, "/received_on")
    return payment
