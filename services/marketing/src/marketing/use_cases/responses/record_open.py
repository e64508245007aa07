"""The picture of a message was loaded."""

from uuid import UUID

from crm_contracts.marketing.commands.responses import RecordOpen
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send
from marketing.lookups.addresses import OPEN
from marketing.lookups.responding import is_machine, of_send
from marketing.lookups.strangers import enter


@app.handles(RecordOpen)
def record_open(command: RecordOpen, work: Work) -> None:
    tenant_id, send_id = app.signer.unseal(command.token, OPEN)
    enter(work, UUID(tenant_id))
    send = work.session.get(Send, UUID(send_id))
    if send is not None:
        of_send(work, send, "open", is_human=not is_machine(work, send))
