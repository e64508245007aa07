"""Tax classes, page by page."""

from typing import Any

from crm_contracts.sales.queries.tax_classes import ListTaxClasses
from crm_kit.listing import page
from crm_kit.work import Work
from sales.app import app
from sales.domain.tax_class import TaxClass


@app.answers(ListTaxClasses)
def list_tax_classes(query: ListTaxClasses, work: Work) -> dict[str, Any]:
    return page(work, query, TaxClass)
