"""Change payment terms."""

from crm_contracts.sales.commands.payment_terms import ChangePaymentTerms
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from sales.app import app
from sales.domain.payment_terms import PaymentTerms


@app.handles(ChangePaymentTerms)
def change_payment_terms(command: ChangePaymentTerms, work: Work) -> PaymentTerms:
    terms = work.get(PaymentTerms, command.payment_terms_id, version=command.version)
    if command.instalments is not UNSET:
        terms.agree(command.instalments)
    for name, value in given(command, but=("instalments",)).items():
        setattr(terms, name, value)
    return terms
