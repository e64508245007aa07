"""The months of warranty that products have of their own."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import ListWarranties
from crm_kit.listing import page
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.warranty import ProductWarranty


@app.answers(ListWarranties)
def list_warranties(query: ListWarranties, work: Work) -> dict[str, Any]:
    return page(work, query, ProductWarranty)
