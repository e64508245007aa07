"""The log of consents: noting, and what counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import aliased

from crm_kit.errors import Invalid
from crm_kit.work import Work
from customers.domain.consent import Consent
from customers.domain.contact import Contact


def note_consent(work: Work, contact: Contact, **fields: Any) -> tuple[Consent, Consent | None]:
    """Add an entry to the log; gives it, and what counted before. Others wait, so that each is weighed against the last."""
    work.session.refresh(contact, ["version"], with_for_update=True)
    entry = Consent(contact_id=contact.id, **fields)
    if entry.at > work.now:
        raise Invalid.field("/at", "in_the_future", "Nobody has agreed to anything in the future")
    current = _counting(work, entry)
    entry.weigh(current)
    return work.add(entry), current


def _counting(work: Work, entry: Consent) -> Consent | None:
    same = Consent.contact_id == entry.contact_id, Consent.channel == entry.channel, Consent.topic == entry.topic
    query = select(Consent).where(*same, Consent.counts.is_(True)).order_by(Consent.id.desc()).limit(1)
    return work.session.scalars(query).one_or_none()


def is_current() -> ColumnElement[bool]:
    """Whether an entry is the last one that counts."""
    later = aliased(Consent)
    same = later.contact_id == Consent.contact_id, later.channel == Consent.channel, later.topic == Consent.topic
    return and_(Consent.counts.is_(True), ~exists().where(*same, later.counts.is_(True), later.id > Consent.id))
