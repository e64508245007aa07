"""Those who have not signed in: their tenant is said by the sealed link that they hold, or by the form that they fill in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text

from crm_kit.caller import Caller
from crm_kit.errors import NotFound
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form

FORMS = "*form*"  # sees the forms of every tenant and nothing else
_for_now = text("SELECT set_config('crm.tenant', :tenant, true)")
_for_good = text("SELECT set_config('crm.tenant', :tenant, false)")


def enter(work: Work, tenant_id: UUID) -> None:
    """Be marketing itself in this tenant, in a transaction of its own."""
    work.save()
    work.resume(Caller.for_system(tenant_id, app.name))


def enter_by_form(work: Work, slug: str) -> Form:
    """Be in the tenant of the form, and have it; NotFound (404) where there is none."""
    work.session.execute(_for_now, {"tenant": FORMS})
    tenant_id = work.session.scalar(select(Form.tenant_id).where(Form.slug == slug, Form.deleted_at.is_(None)))
    work.session.execute(_for_now, {"tenant": str(work.caller.tenant_id)})
    if tenant_id is None:
        raise _none(slug)
    enter(work, tenant_id)
    return work.session.scalars(select(Form).where(Form.slug == slug, Form.deleted_at.is_(None))).one()


def look_at_form(work: Work, slug: str, *columns: Any) -> Row[Any]:
    """An open form as a question sees it, outside of any transaction; NotFound (404) where there is none."""
    connection = work.session.connection()
    connection.execute(_for_good, {"tenant": FORMS})
    connection.info["tenant"] = FORMS  # whoever gets the connection next sees that it is not theirs yet
    found = work.session.execute(select(*columns).where(Form.slug == slug, Form.status == "open", Form.deleted_at.is_(None)))
    row = found.one_or_none()
    if row is None:
        raise _none(slug)
    return row


def _none(slug: str) -> NotFound:
    return NotFound(f"There is no form '{slug}'")
