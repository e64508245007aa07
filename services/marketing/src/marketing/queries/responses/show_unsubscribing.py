"""What a link to unsubscribe is about; looking at it changes nothing."""

from typing import Any

from crm_contracts.marketing.queries.responses import ShowUnsubscribing
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.addresses import reader_of


@app.answers(ShowUnsubscribing)
def show_unsubscribing(query: ShowUnsubscribing, _work: Work) -> dict[str, Any]:
    reader = reader_of(query.token)
    return {"channel": reader.channel, "topic": reader.topic}
