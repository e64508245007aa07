"""Ready-made roles follow the release: tenants that are there already get its grants, unless people made a role their own."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, sessionmaker

from crm_kit.caller import NOBODY, Caller
from crm_kit.tables import history
from crm_kit.work import Work
from identity.domain.ready_made import READY_MADE
from identity.domain.role import Role
from identity.domain.tenant import Tenant
from identity.door import looking_in

_chosen = select(history.c.record_id).where(history.c.entity == "role", history.c.use_case == "change_role")


def refresh_roles(sessions: sessionmaker[Session]) -> int:
    """Give every tenant's ready-made roles the grants of this release; gives how many changed."""
    return sum(_refresh(sessions, tenant_id) for tenant_id in _tenants(sessions))


def _tenants(sessions: sessionmaker[Session]) -> list[UUID]:
    with Work(sessions, Caller(tenant_id=NOBODY, user_id=NOBODY), "*", "refresh_roles", {}) as work:
        work.begin()
        with looking_in(work):
            return list(work.session.scalars(select(Tenant.id)))


def _refresh(sessions: sessionmaker[Session], tenant_id: UUID) -> int:
    ready = {each.key: each.role().grants for each in READY_MADE}
    with Work(sessions, Caller.for_system(tenant_id, "identity"), "*", "refresh_roles", {}) as work:
        work.begin()
        ours = work.find(Role, Role.key.in_(ready), _changed_by_nobody())
        outdated = [role for role in ours if role.grants != ready[str(role.key)]]
        for role in outdated:
            role.grants = ready[str(role.key)]
            role.announce()
        work.finish(dict)
    return len(outdated)


def _changed_by_nobody() -> ColumnElement[bool]:
    return Role.id.not_in(_chosen.where(history.c.changes.has_key("grants")))
