"""Say what became of a message that nobody knew the end of."""

from crm_contracts.marketing.commands.messages import ResolveMessage
from crm_kit.errors import IllegalTransition
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send


@app.handles(ResolveMessage)
def resolve_message(command: ResolveMessage, work: Work) -> Send:
    send = work.get(Send, command.message_id, version=command.version, lock=True)
    if send.status != "unknown":
        raise IllegalTransition("resolve", send.status, [])
    send.resolve(command.finding, command.reason, work.now)
    return send
