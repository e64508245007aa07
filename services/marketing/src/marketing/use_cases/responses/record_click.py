"""A link in a message was followed."""

from typing import Any
from uuid import UUID

from crm_contracts.marketing.commands.responses import RecordClick
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send
from marketing.lookups.addresses import CLICK
from marketing.lookups.responding import is_machine, of_send
from marketing.lookups.strangers import enter


@app.handles(RecordClick)
def record_click(command: RecordClick, work: Work) -> dict[str, Any]:
    tenant_id, send_id, url = app.signer.unseal(command.token, CLICK)
    enter(work, UUID(tenant_id))
    send = work.session.get(Send, UUID(send_id))
    if send is not None:
        of_send(work, send, "click", is_human=not is_machine(work, send), target=url)
    return {"url": url}
