"""Change a role."""

from crm_contracts.identity.commands import ChangeRole
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from identity.app import app
from identity.domain.grants import merged, require_within_own, written
from identity.domain.role import Role


@app.handles(ChangeRole)
def change_role(command: ChangeRole, work: Work) -> Role:
    role = work.get(Role, command.role_id, version=command.version, lock=True)
    require_within_own(work.caller, merged(role.grants))
    if command.grants is not UNSET:
        grants = written(command.grants)
        require_within_own(work.caller, merged(grants))
        role.replace_grants(grants)
    for name, value in given(command, but=("grants",)).items():
        setattr(role, name, value)
    role.announce()
    return role
