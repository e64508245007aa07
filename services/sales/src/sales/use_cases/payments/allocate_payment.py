"""Say what a payment settles."""

from crm_contracts.sales.commands.payments import AllocatePayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment
from sales.lookups.allocating import allocate
from sales.lookups.figures import catch_up
from sales.lookups.settings import settings


@app.handles(AllocatePayment)
def allocate_payment(command: AllocatePayment, work: Work) -> Payment:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.transition("allocate")
    catch_up(work, allocate(work, payment, settings(work), command.allocations, command.fifo))
    return payment
