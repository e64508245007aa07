"""Payment terms."""

from crm_contracts.sales.commands.payment_terms import CreatePaymentTerms
from crm_contracts.sales.queries.payment_terms import ListPaymentTerms
from crm_kit.testing.service import ServiceUnderTest


def test_they_come_by_name(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()
    for name in ("Net 30", "Cash"):
        crm.do(CreatePaymentTerms, boss, name=name, instalments=[{"percent": "100"}])

    assert [each["name"] for each in crm.ask(ListPaymentTerms, boss)["data"]] == ["Cash", "Net 30"]
