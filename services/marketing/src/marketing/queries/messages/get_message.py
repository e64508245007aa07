"""One message of the ledger."""

from crm_contracts.marketing.queries.messages import GetMessage
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send


@app.answers(GetMessage)
def get_message(query: GetMessage, work: Work) -> Send:
    return work.get(Send, query.message_id)
