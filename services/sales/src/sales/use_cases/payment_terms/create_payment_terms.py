"""How a customer may pay."""

from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment_terms import PaymentTerms


@app.handles(CreatePaymentTerms)
def create_payment_terms(command: CreatePaymentTerms, work: Work) -> PaymentTerms:
    terms = PaymentTerms(name=command.name)
    terms.agree(command.instalments)
    return work.add(terms)
