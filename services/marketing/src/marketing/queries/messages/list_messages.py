"""The ledger, page by page."""

from typing import Any

from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.listing import page
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send


@app.answers(ListMessages)
def list_messages(query: ListMessages, work: Work) -> dict[str, Any]:
    return page(work, query, Send)
