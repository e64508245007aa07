"""The accounts, contacts and products that the desk knows from others' news."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select, true

from crm_kit.errors import Invalid
from crm_kit.model import Owned
from crm_kit.visibility import visible
from crm_kit.work import Work
from service_desk.domain.copies import AccountCopy, ContactCopy, ProductCopy
from service_desk.domain.problem_type import ProblemType
from service_desk.domain.ticket import Ticket

PERMISSIONS = {AccountCopy: "customers.account.read", ContactCopy: "customers.contact.read"}


def known(work: Work, told: Mapping[str, Any]) -> dict[str, Any]:
    """The same, customers as what they were merged into; Invalid (422) names what is unknown or not to be seen."""
    looked_up = dict(told)
    for name, copy in (("account_id", AccountCopy), ("contact_id", ContactCopy)):
        if told.get(name):
            looked_up[name] = _customer(work, copy, told[name], f"/{name}")
    if told.get("product_id") and work.session.get(ProductCopy, told["product_id"]) is None:
        raise Invalid.field("/product_id", "unknown_product", f"There is no product {told['product_id']}")
    if told.get("problem_type_id"):
        _problem_type(work, told["problem_type_id"])
    return looked_up


def account_of(work: Work, contact_id: UUID) -> UUID | None:
    """The only account that a contact belongs to, as what it was merged into; None where there are several, or none."""
    contact = work.session.get(ContactCopy, contact_id)
    if contact is None or len(contact.account_ids) != 1:
        return None
    account = work.session.get(AccountCopy, contact.account_ids[0])
    return (account.merged_into or account.id) if account is not None and not account.is_deleted else None


def account_owner(work: Work, ticket: Ticket) -> list[UUID]:
    """Who looks after the ticket's account, to be told."""
    account = work.session.get(AccountCopy, ticket.account_id) if ticket.account_id else None
    return [account.owner_id] if account is not None and account.name else []


def _customer(work: Work, copy: Any, record_id: UUID, pointer: str) -> UUID:
    now = work.session.scalar(select(copy.merged_into).where(copy.id == record_id)) or record_id
    scope = visible(work.caller, copy, PERMISSIONS[copy]) if issubclass(copy, Owned) else true()
    found = work.session.scalar(select(copy.id).where(copy.id == now, copy.is_deleted.is_(False), scope))
    if found is None:
        raise Invalid.field(pointer, f"unknown_{pointer[1:-3]}", f"There is no {record_id}")
    return now


def _problem_type(work: Work, problem_type_id: UUID) -> None:
    found = work.session.get(ProblemType, problem_type_id)
    if found is None or found.deleted_at is not None or not found.is_active:
        raise Invalid.field("/problem_type_id", "unknown_problem_type", "There is no such type of problem in use")
