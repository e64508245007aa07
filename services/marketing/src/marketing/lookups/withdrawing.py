"""Taking note that somebody wants no more messages, so that it holds from this moment on, whoever else has heard of it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from crm_kit.model import new_id
from crm_kit.work import Work
from marketing.domain.copies import ConsentCopy, ContactCopy
from marketing.domain.send import Send
from marketing.domain.withdrawal import Withdrawal
from marketing.lookups.addresses import Reader
from marketing.lookups.consents import KEYS
from marketing.lookups.planning import cancel_for_contact
from marketing.lookups.responding import of_send
from marketing.lookups.suppression import REFUSALS


def withdraw(work: Work, reader: Reader, topic: str) -> None:
    """Once: who has said so already has nothing to add."""
    contact_id = _survivor(work, reader.contact_id)
    if _has_said_so(work, contact_id, reader.channel, topic):
        return
    withdrawal = Withdrawal(
        id=new_id(), contact_id=contact_id, send_id=reader.send_id, channel=reader.channel, topic=topic, at=work.now,
        evidence=f"link in message {reader.send_id}, from {work.context.get('ip') or 'an unknown address'}",
    )  # fmt: skip
    work.add(withdrawal).arrive()
    _note(work, withdrawal)
    cancel_for_contact(work, [contact_id, reader.contact_id], reader.channel, topic, "opted_out")
    send = work.session.get(Send, reader.send_id)
    if send is not None:
        of_send(work, send, "unsubscribed", is_human=True)


def _survivor(work: Work, contact_id: UUID) -> UUID:
    """The contact that it was merged into, if so."""
    merged_into = work.session.scalar(select(ContactCopy.merged_into).where(ContactCopy.id == contact_id))
    return contact_id if merged_into is None else _survivor(work, merged_into)


def _has_said_so(work: Work, contact_id: UUID, channel: str, topic: str) -> bool:
    same = (ConsentCopy.contact_id == contact_id, ConsentCopy.channel == channel, ConsentCopy.topic == topic)
    return work.session.scalar(select(ConsentCopy.id).where(*same, ConsentCopy.status.in_(REFUSALS))) is not None


def _note(work: Work, withdrawal: Withdrawal) -> None:
    """What customers will say of it too, later; ids grow with time, so whatever came to be known after this counts for more."""
    told = {"status": "opted_out", "basis": "consent", "entry_id": withdrawal.id, "at": withdrawal.at}
    about = {"contact_id": withdrawal.contact_id, "channel": withdrawal.channel, "topic": withdrawal.topic}
    row = insert(ConsentCopy).values(id=new_id(), source_version=1, **about, **told)
    work.session.execute(row.on_conflict_do_update(index_elements=KEYS, set_=told))
