"""Go on for another while under a fresh token."""

from typing import Any

from crm_contracts.identity.session_commands import RenewSession
from crm_kit.work import Work
from identity.app import app
from identity.signing_in import answer, current_session, own_user


@app.handles(RenewSession)
def renew_session(_command: RenewSession, work: Work) -> dict[str, Any]:
    session = current_session(work)
    token = session.renew(work.now)
    return answer(session, own_user(work), token)
