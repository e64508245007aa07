"""Who gets no message, and why: one rule for the preview, the launch and the moment of sending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Case, ColumnElement, case, func, literal, or_, select

from marketing.domain.copies import ConsentCopy, ContactCopy, TicketCopy

REFUSALS = ("opted_out", "blocked")
WRITTEN = ("email", "sms", "call")


def address(channel: str) -> Any:
    """SQL for where a contact is reached by the channel; "" where it is not, or where the channel has no addresses."""
    if channel == "email":
        return ContactCopy.email
    return ContactCopy.phone if channel in ("sms", "call") else literal("")


def reason_not_to_send(
    channel: str, topic: str, legal_basis: str, *more: tuple[ColumnElement[bool], str], of: UUID | None = None
) -> Case[str]:
    """SQL over contacts: the first reason for which one gets no message, "" where there is none.

    A refusal for the topic or for `all` counts whatever else was agreed to. Without the basis `consent` silence is no reason.
    `of` is the contact where only one is asked about, so that nobody else's consents are looked at.
    """
    reasons = [*more, (_said(channel, topic, REFUSALS, of), "opted_out"), (is_left_alone(), "open_ticket")]
    if legal_basis == "consent":
        reasons.append((~_said(channel, topic, ("opted_in",), of), "no_consent"))
    if channel in WRITTEN:
        reasons.append((address(channel) == "", "no_address"))
    return case(*reasons, else_="")


def is_left_alone() -> ColumnElement[bool]:
    """Whether a ticket keeps promotion away from the contact or from any of its accounts."""
    suppressing = select(TicketCopy.account_id).where(TicketCopy.suppresses_promotion, TicketCopy.account_id.is_not(None))
    theirs = select(TicketCopy.contact_id).where(TicketCopy.suppresses_promotion, TicketCopy.contact_id.is_not(None))
    accounts = func.array(suppressing.scalar_subquery(), type_=ContactCopy.account_ids.type)
    return or_(ContactCopy.account_ids.overlap(accounts), ContactCopy.id.in_(theirs))


def _said(channel: str, topic: str, statuses: tuple[str, ...], of: UUID | None) -> ColumnElement[bool]:
    entries = select(ConsentCopy.contact_id).where(
        ConsentCopy.channel == channel, ConsentCopy.topic.in_({topic, "all"}), ConsentCopy.status.in_(statuses)
    )
    return ContactCopy.id.in_(entries if of is None else entries.where(ConsentCopy.contact_id == of))
