"""Accounts and contacts that became others: everything that means them means the survivor."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import AccountMerged, ContactMerged
from crm_contracts.sales.document_events import OrderFulfilmentChanged
from crm_kit.work import Work
from sales.app import app
from sales.domain.copies import AccountCopy, ContactCopy, CreditCopy
from sales.domain.invoice import Invoice
from sales.domain.lead import Lead
from sales.domain.opportunity import Opportunity
from sales.domain.opportunity_parts import Buyer, Involved
from sales.domain.order import Order
from sales.domain.payment import Payment
from sales.domain.price_list import PriceList
from sales.domain.quotation import Quotation
from sales.lookups.price_lists import one_at_a_time, put_aside_overlaps


@app.reacts(AccountMerged)
def on_account_merged(event: AccountMerged, work: Work) -> None:
    one_at_a_time(work)
    _redirect(work, AccountCopy, event.merged_ids, event.survivor_id)
    for column in (Lead.account_id, Invoice.account_id, Payment.account_id):
        _repoint(work, column, event.merged_ids, event.survivor_id)
    _repoint_documents(work, event.merged_ids, event.survivor_id)
    put_aside_overlaps(work, event.survivor_id)
    _inherit_credit(work, event.merged_ids, event.survivor_id)
    touched = select(Buyer.opportunity_id).where(Buyer.account_id.in_(event.merged_ids))
    for opportunity in work.session.scalars(select(Opportunity).where(Opportunity.id.in_(touched))):
        opportunity.repoint_accounts(event.merged_ids, event.survivor_id)


@app.reacts(ContactMerged)
def on_contact_merged(event: ContactMerged, work: Work) -> None:
    _redirect(work, ContactCopy, event.merged_ids, event.survivor_id)
    for column in (Lead.contact_id, Order.contact_id, Quotation.contact_id):
        _repoint(work, column, event.merged_ids, event.survivor_id)
    touched = select(Involved.opportunity_id).where(Involved.contact_id.in_(event.merged_ids))
    for opportunity in work.session.scalars(select(Opportunity).where(Opportunity.id.in_(touched))):
        opportunity.repoint_contacts(event.merged_ids, event.survivor_id)


def _redirect(work: Work, copy: Any, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """Remember where they went, also for those that nothing has been heard of yet, and for earlier ones that led to them."""
    rows = [{"id": each, "name": "", "owner_id": work.caller.user_id, "merged_into": survivor_id} for each in merged_ids]
    known = {"merged_into": survivor_id}
    work.session.execute(insert(copy).values(_blank(copy, rows)).on_conflict_do_update(index_elements=["id"], set_=known))
    work.session.execute(update(copy).where(copy.merged_into.in_(merged_ids)).values(merged_into=survivor_id))


def _blank(copy: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    nothing: list[str] = []
    rest = {"emails": nothing, "phones": nothing, "account_ids": nothing} if copy is ContactCopy else {}
    return [{**row, **rest} for row in rows]


def _repoint_documents(work: Work, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """Orders, quotations and price lists of what was merged are the survivor's; who keeps copies of orders is told."""
    for kind in (Order, Quotation, PriceList):
        theirs = select(kind).where(kind.account_id.in_(merged_ids)).order_by(kind.id)
        for document in work.session.scalars(theirs.with_for_update()):
            document.account_id = survivor_id
            if isinstance(document, Order) and document.was_told:
                document.record(OrderFulfilmentChanged, lines=document.product_lines)


def _inherit_credit(work: Work, merged_ids: list[UUID], survivor_id: UUID) -> None:
    """A survivor of whose credit nothing was said may owe what the most careful of those that it took in might.

    It stands below whatever finance says of the survivor, for it has the version 0.
    """
    strictest = CreditCopy.limit_value.asc().nulls_last()  # type: ignore[attr-defined]
    theirs = work.session.scalars(
        select(CreditCopy).where(CreditCopy.id.in_(merged_ids)).order_by(strictest, CreditCopy.id)
    ).first()
    if theirs is not None:
        told = {"id": survivor_id, "limit_value": theirs.limit and theirs.limit.amount, "source_version": 0}
        told |= {"limit_currency": theirs.limit and theirs.limit.currency, "terms_days": theirs.terms_days, "grade": theirs.grade}
        work.session.execute(insert(CreditCopy.__table__).values(told).on_conflict_do_nothing())


def _repoint(work: Work, column: Any, merged_ids: list[UUID], survivor_id: UUID) -> None:
    for record in work.session.scalars(select(column.class_).where(column.in_(merged_ids))):
        setattr(record, column.key, survivor_id)
