"""Sign out."""

from crm_contracts.identity.session_commands import EndCurrentSession
from crm_kit.work import Work
from identity.app import app
from identity.signing_in import current_session


@app.handles(EndCurrentSession)
def end_current_session(_command: EndCurrentSession, work: Work) -> None:
    work.remove(current_session(work))
