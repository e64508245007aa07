"""A tax rate under a code."""

from crm_contracts.sales.commands.tax_classes import CreateTaxClass
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.tax_class import TaxClass
from sales.lookups.tax_classes import make_default


@app.handles(CreateTaxClass)
def create_tax_class(command: CreateTaxClass, work: Work) -> TaxClass:
    if command.is_default:
        make_default(work)
    return work.add(TaxClass(**given(command)))
