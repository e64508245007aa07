"""Users, page by page."""

from typing import Any

from crm_contracts.identity.queries import ListUsers
from crm_kit.listing import page
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User


@app.answers(ListUsers)
def list_users(query: ListUsers, work: Work) -> dict[str, Any]:
    return page(work, query, User)
