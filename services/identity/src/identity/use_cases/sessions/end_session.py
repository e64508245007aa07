"""End one session."""

from crm_contracts.identity.session_commands import EndSession
from crm_kit.work import Work
from identity.app import app
from identity.signing_in import session_to_end


@app.handles(EndSession)
def end_session(command: EndSession, work: Work) -> None:
    work.remove(session_to_end(work, command.session_id))
