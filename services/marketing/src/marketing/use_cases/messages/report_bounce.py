"""A message came back."""

from crm_contracts.marketing.commands.messages import ReportBounce
from crm_kit.errors import IllegalTransition
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.send import Send


@app.handles(ReportBounce)
def report_bounce(command: ReportBounce, work: Work) -> Send:
    send = work.get(Send, command.message_id, version=command.version, lock=True)
    if send.status not in ("sent", "delivered"):
        raise IllegalTransition("report_bounce", send.status, [])
    send.bounce(command.reason[:200])
    return send
