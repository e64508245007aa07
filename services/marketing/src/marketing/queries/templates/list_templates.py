"""Templates, page by page."""

from typing import Any

from crm_contracts.marketing.queries.templates import ListTemplates
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template


@app.answers(ListTemplates)
def list_templates(query: ListTemplates, work: Work) -> dict[str, Any]:
    return page(work, query, Template)
