"""Target lists, page by page."""

from typing import Any

from crm_contracts.marketing.queries.target_lists import ListTargetLists
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.target_list import TargetList


@app.answers(ListTargetLists)
def list_target_lists(query: ListTargetLists, work: Work) -> dict[str, Any]:
    return page(work, query, TargetList)
