"""The bank did not honour a payment."""

from crm_contracts.sales.commands.payments import BouncePayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.allocating import take_back
from sales.lookups.posting import day_of_posting


@app.handles(BouncePayment)
def bounce_payment(command: BouncePayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.check_bounces()
    day = day_of_posting(work, command.bounced_on, "/bounced_on")
    take_back(work, payment, day)
    payment.bounce(command.reason, day)
    return payment
