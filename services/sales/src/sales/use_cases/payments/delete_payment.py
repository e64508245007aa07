"""Delete a draft."""

from crm_contracts.sales.commands.payments import DeletePayment
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment import Payment


@app.handles(DeletePayment)
def delete_payment(command: DeletePayment, work: Work) -> None:
    payment = work.get(Payment, command.payment_id, version=command.version, lock=True)
    payment.check_deletable()
    work.remove(payment)
