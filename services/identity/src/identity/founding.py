"""How a tenant begins: with a team at the top and the ready-made roles; and how anybody gets in at first."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select, text, update

from crm_kit.caller import Caller
from crm_kit.model import new_id
from crm_kit.work import Work
from identity.domain.password import check_password
from identity.domain.ready_made import READY_MADE
from identity.domain.role import ADMINISTRATOR, Role
from identity.domain.team import Team
from identity.domain.tenant import Tenant
from identity.domain.user import User
from identity.door import looking_in
from identity.passwords import hash_password

LOCK = 0x1D  # two that found the same tenant at once must not both find it missing
_lock = text("SELECT pg_advisory_xact_lock(:lock)")
_for_now = text("SELECT set_config('crm.tenant', :tenant, true)")


class ElsewhereError(Exception):
    """The e-mail address belongs to a user of another tenant."""


def create_administrator(work: Work, tenant: str, email: str, name: str, password: str) -> str:
    """Make the tenant and its administrator, each unless it is there; tells what was done.

    Whoever has the e-mail address already is left as they are. Invalid for a weak password; ElsewhereError.
    """
    work.session.execute(_lock, {"lock": LOCK})
    with looking_in(work):
        tenant_id = work.session.scalar(select(Tenant.id).where(func.lower(Tenant.name) == tenant.lower()))
        at = work.session.execute(select(User.tenant_id, User.id).where(User.email == email)).one_or_none()
    if at is not None and at.tenant_id != tenant_id:
        raise ElsewhereError(f"{email} belongs to a user of another tenant")
    if at is not None:
        return f"{email} is there already; nothing was changed"
    check_password(password, email=email, name=name)
    _enter(work, tenant_id or found_tenant(work, tenant))
    first_team = work.session.scalars(select(Team).where(Team.parent_id.is_(None)).order_by(Team.number)).first()
    role = work.session.scalars(select(Role).where(Role.key == ADMINISTRATOR)).one()
    user = User(email=email, name=name, password_hash=hash_password(password), role_ids=[role.id])
    work.add(user).join(first_team)
    return f"{email} is now an administrator of {tenant}"


def found_tenant(work: Work, name: str) -> UUID:
    """Make a tenant with its first team and the ready-made roles, and go on in it."""
    tenant_id = new_id()
    _enter(work, tenant_id)
    work.add(Tenant(id=tenant_id, name=name, last_team_number=0))
    work.flush()
    work.add(Team(name=name, number=next_team_number(work))).place(None)
    for ready_made in READY_MADE:
        work.add(ready_made.role()).announce()
    work.flush()
    return tenant_id


def next_team_number(work: Work) -> int:
    """A number no team of the tenant has had; nobody else changes the tree from here to the end."""
    raised = update(Tenant).where(Tenant.id == work.caller.tenant_id).values(last_team_number=Tenant.last_team_number + 1)
    quiet = {"synchronize_session": False}
    return int(work.session.execute(raised.returning(Tenant.last_team_number), execution_options=quiet).scalar_one())


def _enter(work: Work, tenant_id: UUID) -> None:
    work.caller = Caller.for_system(tenant_id, "identity")
    work.session.execute(_for_now, {"tenant": str(tenant_id)})
