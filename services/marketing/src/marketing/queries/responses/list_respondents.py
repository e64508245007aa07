"""Who responded, page by page."""

from typing import Any

from crm_contracts.marketing.queries.responses import ListRespondents
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.response import Respondent


@app.answers(ListRespondents)
def list_respondents(query: ListRespondents, work: Work) -> dict[str, Any]:
    return page(work, query, Respondent)
