"""Remove a role that nobody holds."""

from sqlalchemy import select

from crm_contracts.identity.commands import DeleteRole
from crm_kit.errors import Conflict
from crm_kit.work import Work
from identity.app import app
from identity.domain.grants import merged, require_within_own
from identity.domain.role import Role
from identity.domain.user import User


@app.handles(DeleteRole)
def delete_role(command: DeleteRole, work: Work) -> None:
    role = work.get(Role, command.role_id, version=command.version, lock=True)
    role.refuse_if_fixed()
    require_within_own(work.caller, merged(role.grants))
    held = select(User.id).where(User.role_ids.contains([role.id]), User.deleted_at.is_(None)).limit(20)
    if references := [str(user_id) for user_id in work.session.scalars(held)]:
        raise Conflict("Somebody holds this role", code="in_use", references=references)
    work.remove(role)
    role.announce()
