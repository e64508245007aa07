"""The bank honoured a payment."""

from crm_contracts.sales.commands.payments import ClearPayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.posting import day_of_posting


@app.handles(ClearPayment)
def clear_payment(command: ClearPayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.clear(day_of_posting(work, command.cleared_on, "/cleared_on"))
    return payment
