"""End all sessions of a user."""

from crm_contracts.identity.session_commands import EndSessions
from crm_kit.work import Work
from identity import people
from identity.app import app
from identity.domain.user import User
from identity.signing_in import is_program


@app.handles(EndSessions)
def end_sessions(command: EndSessions, work: Work) -> None:
    user_id = command.user_id or work.caller.user_id
    if user_id != work.caller.user_id or is_program(work.caller):
        work.caller.require("identity.session.delete")
        work.get(User, user_id, allow="identity.session.delete")
    people.end_sessions(work, user_id, but=work.caller.session_id if command.keep_current else None)
