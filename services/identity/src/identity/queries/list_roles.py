"""Roles, page by page."""

from typing import Any

from crm_contracts.identity.queries import ListRoles
from crm_kit.listing import page
from crm_kit.work import Work
from identity.app import app
from identity.domain.role import Role


@app.answers(ListRoles)
def list_roles(query: ListRoles, work: Work) -> dict[str, Any]:
    return page(work, query, Role)
