"""Forms, page by page."""

from typing import Any

from crm_contracts.marketing.queries.forms import ListForms
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form


@app.answers(ListForms)
def list_forms(query: ListForms, work: Work) -> dict[str, Any]:
    return page(work, query, Form)
