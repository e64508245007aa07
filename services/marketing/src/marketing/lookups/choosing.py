"""Whom target lists choose: contacts, with what is known of their account, its orders and tickets, and what they agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Numeric, Select, Uuid, and_, distinct, func, literal, select, true
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.types import Text

from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.listing import chosen
from marketing.domain.copies import AccountCopy, ConsentCopy, ContactCopy, OrderCopy, TicketCopy
from marketing.domain.response import Response
from marketing.domain.target_list import ListMember, TargetList
from marketing.lookups.rates import base_currency, worth
from marketing.lookups.suppression import REFUSALS
from marketing.lookups.touches import MEETINGS

BINDING = ("confirmed", "on_hold", "completed", "short_closed")
OVER = ("solved", "closed", "cancelled", "merged")


@dataclass(frozen=True)
class Choice:
    """The contacts joined with all that conditions may speak of; a join that no condition needs costs nothing."""

    source: Any
    columns: dict[str, Any]


def choice(one_by_one: bool = False) -> Choice:
    """What can be chosen by: summed up for all at once, or one by one where only a page is looked at."""
    return _choice(base_currency(), one_by_one)


@cache
def _choice(_: str, one_by_one: bool) -> Choice:
    """The subqueries of the joins and of the columns are the same; once per base currency, that orders are summed up in."""
    sums = (
        (_orders(), OrderCopy.account_id, ContactCopy.account_id),
        (_tickets(), TicketCopy.account_id, ContactCopy.account_id),
        (_consents(), ConsentCopy.contact_id, ContactCopy.id),
        (_responses(), Response.contact_id, ContactCopy.id),
    )
    joined = select(ContactCopy.id).outerjoin_from(ContactCopy, AccountCopy, AccountCopy.id == ContactCopy.account_id)
    found = []
    for number, (summed, key, theirs) in enumerate(sums):
        each = _for_one(summed, key == theirs, number) if one_by_one else summed.group_by(key).subquery(f"sums_{number}")
        joined = joined.outerjoin(each, true() if one_by_one else each.c.key == theirs)
        found.append(each)
    orders, tickets, consents, responses = found
    columns = {
        **_of_account(), **_of_orders(orders), **_of_tickets(tickets), **_of_consents(consents), **_of_responses(responses),
    }  # fmt: skip
    return Choice(joined.get_final_froms()[0], columns)


def _for_one(summed: Select[Any], is_theirs: ColumnElement[bool], number: int) -> Any:
    """The same sums for just the one contact that is looked at."""
    return summed.with_only_columns(*list(summed.selected_columns)[1:]).where(is_theirs).lateral(f"sums_{number}")


def alive() -> ColumnElement[bool]:
    """Contacts that are there still."""
    return and_(ContactCopy.is_deleted.is_(False), ContactCopy.merged_into.is_(None))


def matching(where: dict[str, Any] | None, one_by_one: bool = False) -> ColumnElement[bool]:
    """The tree as one condition over the choice; Invalid (422) where it breaks the rules of searches."""
    return chosen(ListTargetContacts(where=where), ContactCopy, choice(one_by_one).columns)


def check_conditions(where: dict[str, Any] | None) -> None:
    """Invalid (422) at `/where…` where the tree names fields, operators or values that are none."""
    if where is not None:
        matching(where)


def members(target: TargetList) -> Select[tuple[UUID]]:
    """The ids of those in a list at this moment; a statement of its own, wherever it stands."""
    if target.is_dynamic:
        return chosen_by(target.where).correlate(None)
    static = select(ListMember.contact_id).join(ContactCopy, ContactCopy.id == ListMember.contact_id)
    return static.where(ListMember.list_id == target.id, alive()).correlate(None)


def chosen_by(where: dict[str, Any] | None) -> Select[tuple[UUID]]:
    """The ids of those who meet the conditions."""
    return select(ContactCopy.id).select_from(choice().source).where(alive(), matching(where))


def is_member(target: TargetList) -> ColumnElement[bool]:
    """Whether a contact is in the list."""
    return ContactCopy.id.in_(members(target))


# --- what is known of each -------------------------------------------------------------------------------------------


def _orders() -> Select[Any]:
    value = worth(OrderCopy.net, OrderCopy.currency, OrderCopy.ordered_on)
    counted = select(
        OrderCopy.account_id.label("key"),
        func.count().label("count"),
        func.sum(value).label("amount"),
        func.min(OrderCopy.ordered_on).label("first_on"),
        func.max(OrderCopy.ordered_on).label("last_on"),
    )
    return counted.where(OrderCopy.status.in_(BINDING))


def _tickets() -> Select[Any]:
    is_open = TicketCopy.status.not_in(OVER)
    counted = select(
        TicketCopy.account_id.label("key"),
        func.count().label("count"),
        func.bool_or(TicketCopy.kind == "complaint").label("has_complaint"),
        func.bool_or(TicketCopy.escalation_level > 0).label("is_escalated"),
    )
    return counted.where(is_open, TicketCopy.account_id.is_not(None))


def _consents() -> Select[Any]:
    topic = func.concat(ConsentCopy.channel, ":", ConsentCopy.topic)
    return select(
        ConsentCopy.contact_id.label("key"),
        func.array_agg(topic).filter(ConsentCopy.status == "opted_in").label("opted_in"),
        func.array_agg(topic).filter(ConsentCopy.status.in_(REFUSALS)).label("opted_out"),
    )


def _responses() -> Select[Any]:
    return select(
        Response.contact_id.label("key"),
        func.count().label("count"),
        func.max(Response.at).label("last_at"),
        func.array_agg(distinct(Response.campaign_id)).filter(Response.campaign_id.is_not(None)).label("campaign_ids"),
    ).where(Response.is_human, Response.kind.in_(MEETINGS), Response.contact_id.is_not(None))


def _of_account() -> dict[str, Any]:
    named = ("name", "kind", "status", "level", "region", "industry", "source", "owner_id")
    types = func.coalesce(AccountCopy.types, _nothing(), type_=ARRAY(Text))
    has_email = ContactCopy.email != ""
    return {**{f"account_{name}": getattr(AccountCopy, name) for name in named}, "account_types": types, "has_email": has_email}


def _of_orders(orders: Any) -> dict[str, Any]:
    days = as_type(func.current_date() - orders.c.last_on, Integer)
    return {
        "order_count": func.coalesce(orders.c.count, 0, type_=Integer),
        "order_amount": func.coalesce(orders.c.amount, literal(Decimal(0)), type_=Numeric(18, 6)),
        "first_order_on": as_type(orders.c.first_on, Date),
        "last_order_on": as_type(orders.c.last_on, Date),
        "days_since_last_order": days,
    }


def _of_tickets(tickets: Any) -> dict[str, Any]:
    return {
        "open_tickets": func.coalesce(tickets.c.count, 0, type_=Integer),
        "has_complaint": func.coalesce(tickets.c.has_complaint, False),
        "has_escalated_ticket": func.coalesce(tickets.c.is_escalated, False),
    }


def _of_consents(consents: Any) -> dict[str, Any]:
    said = ("opted_in", "opted_out")
    return {name: func.coalesce(consents.c[name], _nothing(), type_=ARRAY(Text)) for name in said}


def _nothing() -> Any:
    return as_type(array([], type_=Text), ARRAY(Text))


def _of_responses(responses: Any) -> dict[str, Any]:
    nowhere = as_type(array([], type_=Uuid), ARRAY(Uuid))
    return {
        "response_count": func.coalesce(responses.c.count, 0, type_=Integer),
        "last_response_at": responses.c.last_at,
        "responded_to": func.coalesce(responses.c.campaign_ids, nowhere, type_=ARRAY(Uuid)),
    }
