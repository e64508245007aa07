"""What came by forms, page by page."""

from typing import Any

from crm_contracts.marketing.queries.forms import ListSubmissions
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.submission import Submission


@app.answers(ListSubmissions)
def list_submissions(query: ListSubmissions, work: Work) -> dict[str, Any]:
    return page(work, query, Submission)
