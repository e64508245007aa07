"""Why somebody can meet a record of identity, or cannot."""

from typing import Any

from crm_contracts.identity.queries import ExplainAccess
from crm_kit import audit
from crm_kit.work import Work
from identity.app import app
from identity.domain.api_key import ApiKey
from identity.domain.role import Role
from identity.domain.session import Session
from identity.domain.team import Team
from identity.domain.user import User


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return audit.explain_access(work, query, {"user": User, "team": Team, "role": Role, "session": Session, "api_key": ApiKey})
