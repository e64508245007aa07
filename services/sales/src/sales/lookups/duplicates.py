"""Whether an enquirer is a customer already."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from crm_kit.errors import Duplicate, Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from sales.domain.copies import AccountCopy
from sales.domain.lead import Lead
from sales.domain.names import mail_domain, name_key, site_domain

MOST = 10


def refuse_duplicate(work: Work, lead: Lead, confirmed: bool, reason: str | None) -> None:
    """409 `possible_duplicate` with the accounts that the lead looks like, unless that is confirmed with a reason."""
    if confirmed:
        if not reason:
            raise Invalid.field("/reason", "required", "Say why this is not a duplicate")
        return
    candidates = alike(work, lead)
    if candidates:
        raise Duplicate("An account looks like this enquirer", code="possible_duplicate", candidates=candidates)


def alike(work: Work, lead: Lead) -> list[dict[str, Any]]:
    """The accounts with the same name, e-mail address, phone number or domain, each with what it has in common."""
    marks = _marks(lead)
    may_see = visible(work.caller, AccountCopy, "customers.account.read").label("may_see")
    same = {name: getattr(AccountCopy, name) == value for name, value in marks.items()}
    shared = [condition.label(name) for name, condition in same.items()]
    here: ColumnElement[bool] = AccountCopy.is_deleted.is_(False) & AccountCopy.merged_into.is_(None)
    known = select(AccountCopy.id, AccountCopy.name.label("called"), AccountCopy.owner_id, may_see, *shared).where(here)
    rows = work.session.execute(known.where(or_(*same.values())).limit(MOST))
    return [_told(row._mapping, list(marks)) for row in rows]


def _marks(lead: Lead) -> dict[str, str]:
    domain = site_domain(lead.website) or mail_domain(lead.email)
    marks = {"name_key": name_key(lead.company_or_person), "email": lead.email, "phone": lead.phone, "domain": domain}
    return {name: value for name, value in marks.items() if value}


def _told(row: Any, marks: list[str]) -> dict[str, Any]:
    """Whoever may not see the account is told its name and its owner, whom they can ask."""
    known = {"entity": "account", "name": row["called"], "owner_id": str(row["owner_id"])}
    if not row["may_see"]:
        return {**known, "access": "request"}
    return {**known, "id": str(row["id"]), "matched_by": [mark for mark in marks if row[mark]]}
