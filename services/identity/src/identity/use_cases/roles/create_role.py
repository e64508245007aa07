"""Make a role."""

from crm_contracts.identity.commands import CreateRole
from crm_kit.work import Work
from identity.app import app
from identity.domain.grants import merged, require_within_own, written
from identity.domain.role import Role


@app.handles(CreateRole)
def create_role(command: CreateRole, work: Work) -> Role:
    grants = written(command.grants)
    require_within_own(work.caller, merged(grants))
    role = work.add(Role(name=command.name, description=command.description, grants=grants))
    role.announce()
    return role
