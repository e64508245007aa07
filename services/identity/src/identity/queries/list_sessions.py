"""Sessions that have not ended, page by page."""

from typing import Any

from sqlalchemy import literal, or_

from crm_contracts.identity.queries import ListSessions
from crm_kit.listing import page
from crm_kit.visibility import visible
from crm_kit.work import Work
from identity.app import app
from identity.domain.session import Session
from identity.signing_in import is_program


@app.answers(ListSessions)
def list_sessions(query: ListSessions, work: Work) -> dict[str, Any]:
    permitted = visible(work.caller, Session, "identity.session.read")
    theirs = permitted if is_program(work.caller) else or_(Session.owner_id == work.caller.user_id, permitted)
    current = {"is_current": Session.id == literal(work.caller.session_id, Session.id.type)}
    return page(work, query, Session, current, theirs, Session.expires_at > work.now)
