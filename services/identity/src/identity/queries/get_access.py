"""What a user may do."""

from typing import Any

from crm_contracts.identity.queries import GetAccess
from crm_kit.work import Work
from identity.app import app
from identity.callers import caller_of
from identity.domain.user import User


@app.answers(GetAccess)
def get_access(query: GetAccess, work: Work) -> dict[str, Any]:
    user = work.get(User, query.user_id)
    return {"caller": caller_of(work, user, limits=None if user.is_active else {}).as_json()}
