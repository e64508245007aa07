"""One tax class."""

from crm_contracts.sales.queries.tax_classes import GetTaxClass
from crm_kit.work import Work
from sales.app import app
from sales.domain.tax_class import TaxClass


@app.answers(GetTaxClass)
def get_tax_class(query: GetTaxClass, work: Work) -> TaxClass:
    return work.get(TaxClass, query.tax_class_id)
