"""Which tenant's rows a transaction meets, where that is not the caller's: signing in begins before the tenant is known.

Attempts to sign in belong to nobody's tenant, the porch. Who somebody is, is looked up under SIGN_IN, a setting that may read the
users, sessions, API keys and tenants of all, and nothing else (see the migration).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import text

from crm_kit.caller import NOBODY, Caller
from crm_kit.work import Work

PORCH = str(NOBODY)
SIGN_IN = "*sign-in*"
_for_now = text("SELECT set_config('crm.tenant', :tenant, true)")


@contextmanager
def on_the_porch(work: Work) -> Iterator[None]:
    """Meanwhile only what belongs to nobody's tenant is there."""
    yield from _within(work, PORCH)


@contextmanager
def looking_in(work: Work) -> Iterator[None]:
    """Meanwhile the users, sessions, API keys and tenants of all are there to be read."""
    yield from _within(work, SIGN_IN)


def _within(work: Work, tenant: str) -> Iterator[None]:
    work.session.execute(_for_now, {"tenant": tenant})
    yield
    work.session.execute(_for_now, {"tenant": str(work.caller.tenant_id)})


def enter(work: Work, tenant_id: UUID, user_id: UUID) -> None:
    """Be this user of this tenant until the transaction ends."""
    work.caller = Caller(tenant_id=tenant_id, user_id=user_id)
    work.session.execute(_for_now, {"tenant": str(tenant_id)})
