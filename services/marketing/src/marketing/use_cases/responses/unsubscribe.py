"""Be written to no more."""

from typing import Any

from crm_contracts.marketing.commands.responses import Unsubscribe
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.addresses import reader_of
from marketing.lookups.strangers import enter
from marketing.lookups.withdrawing import withdraw


@app.handles(Unsubscribe)
def unsubscribe(command: Unsubscribe, work: Work) -> dict[str, Any]:
    reader = reader_of(command.token)
    topic = "all" if command.everything else reader.topic
    enter(work, reader.tenant_id)
    withdraw(work, reader, topic)
    return {"channel": reader.channel, "topic": topic}
