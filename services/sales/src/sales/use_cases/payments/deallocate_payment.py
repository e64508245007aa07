"""Take back what a payment settles."""

from crm_contracts.sales.commands.payments import DeallocatePayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.allocating import take_back


@app.handles(DeallocatePayment)
def deallocate_payment(command: DeallocatePayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.transition("deallocate")
    take_back(work, payment, work.today, command.allocation_ids)
    return payment
