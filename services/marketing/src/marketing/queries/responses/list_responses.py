"""Responses, page by page."""

from typing import Any

from crm_contracts.marketing.queries.responses import ListResponses
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.response import Response


@app.answers(ListResponses)
def list_responses(query: ListResponses, work: Work) -> dict[str, Any]:
    return page(work, query, Response)
