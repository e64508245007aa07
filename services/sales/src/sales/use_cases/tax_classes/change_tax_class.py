"""Change a tax class."""

from crm_contracts.sales.commands.tax_classes import ChangeTaxClass
from crm_kit.messages import given
from crm_kit.work import Work
from sales.app import app
from sales.domain.tax_class import TaxClass
from sales.lookups.tax_classes import make_default


@app.handles(ChangeTaxClass)
def change_tax_class(command: ChangeTaxClass, work: Work) -> TaxClass:
    tax_class = work.get(TaxClass, command.tax_class_id, version=command.version)
    if command.is_default is True:
        make_default(work)
    for name, value in given(command).items():
        setattr(tax_class, name, value)
    return tax_class
