"""One role."""

from crm_contracts.identity.queries import GetRole
from crm_kit.work import Work
from identity.app import app
from identity.domain.role import Role


@app.answers(GetRole)
def get_role(query: GetRole, work: Work) -> Role:
    return work.get(Role, query.role_id)
