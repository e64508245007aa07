"""One record of payment terms."""

from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_contracts.sales.queries.payment_terms import GetPaymentTerms
from crm_kit.testing.service import ServiceUnderTest


def test_they_are_as_they_were_made(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()
    made = crm.do(CreatePaymentTerms, boss, name="Cash", instalments=[{"percent": "100"}])

    assert crm.ask(GetPaymentTerms, boss, payment_terms_id=made["id"]) == made
