"""The ledger as a sender uses it: claim what is due, look again and hand over, settle; and what becomes of a dead sender's claims.

Each step is a commit of its own. A message that was claimed and not handed over has not left; one that was handed over and not
settled may have, and nobody sends it again unless somebody finds out that it did not arrive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from crm_kit.app import App
from crm_kit.caller import Caller
from crm_kit.work import Work
from marketing.domain.campaign import Campaign, CampaignStep
from marketing.domain.copies import ContactCopy
from marketing.domain.merge import MissingValue
from marketing.domain.send import DELAYS, Send
from marketing.domain.template import Template
from marketing.lookups.choosing import alive
from marketing.lookups.composing import Content, campaign_content, contact_values, fingerprint, reader
from marketing.lookups.suppression import reason_not_to_send
from marketing.sending.letter import Letter, message_id

# What somebody waits for, an acknowledgement, goes before what many get. `of` says which of the two.
_CLAIM = """
WITH due AS (
  SELECT s.id FROM sends s
  WHERE s.status = 'planned' AND s.due_at <= clock_timestamp() AND s.channel = ANY(:channels) AND {of}
  ORDER BY s.due_at, s.id LIMIT :count FOR UPDATE SKIP LOCKED
)
UPDATE sends s SET status = 'claimed', claimed_by = :sender, claimed_at = clock_timestamp(), updated_at = clock_timestamp(),
  version = s.version + 1
FROM due WHERE s.id = due.id
RETURNING s.id, s.channel,
  coalesce((SELECT nullif(email, '') FROM contact_copies WHERE id = s.contact_id AND s.kind = 'campaign'), s.address),
  coalesce(s.content ->> 'sender_email', (SELECT sender_email FROM campaigns WHERE id = s.campaign_id), '')
"""
_URGENT = text(_CLAIM.format(of="s.campaign_id IS NULL"))
_OF_CAMPAIGNS = text(
    _CLAIM.format(of="s.campaign_id IN (SELECT id FROM campaigns WHERE status = 'running' AND deleted_at IS NULL)")
)


@dataclass(frozen=True)
class Claim:
    """A message that this sender has, and where it goes."""

    id: UUID
    tenant_id: UUID
    sender: UUID
    channel: str
    address: str
    sender_email: str


@dataclass(frozen=True)
class Verdict:
    """What became of a claim: sent, bounced, failed, delayed, unknown; or `nothing`, for it was not tried."""

    outcome: str
    reason: str = ""


@contextmanager
def ledger_of(app: App, tenant_id: UUID) -> Iterator[Work]:
    """A transaction in a tenant, committed at the end."""
    with Work(app.sessions, Caller.for_system(tenant_id, app.name), "*", "send_messages", {}) as work:
        work.begin()
        yield work
        work.finish(dict)


def claim(app: App, tenant_id: UUID, sender: UUID, channels: Sequence[str], count: int) -> list[Claim]:
    """Take up to so many messages that are due; no other sender gets them."""
    found: list[Claim] = []
    with ledger_of(app, tenant_id) as work:
        for statement in (_URGENT, _OF_CAMPAIGNS):
            wanted = {"channels": list(channels), "count": count - len(found), "sender": sender}
            rows = work.session.execute(statement, wanted).all() if len(found) < count else []
            found += [Claim(row[0], tenant_id, sender, *row[1:]) for row in rows]
    return found


def hand_over(app: App, claimed: Claim) -> Letter | None:
    """The message, noted as on its way; None where it must not go, or not now, or is not this sender's any more.

    Consents, tickets, the contact and the campaign are looked at in this very transaction, and what was taken back waits for it or
    is seen by it. Where the look fails nothing is sent.
    """
    with ledger_of(app, claimed.tenant_id) as work:
        send = work.session.get(Send, claimed.id, with_for_update=True)
        if send is None or send.status != "claimed" or send.claimed_by != claimed.sender:
            return None
        found = _content(work, send)
        if found is None:
            return None
        content, digest = found
        send.hand_over(claimed.address, message_id(send.id, content.sender_email), digest, work.now)
    return Letter(claimed.id, claimed.address, content)


def settle(app: App, claimed: Claim, verdict: Verdict, delays: tuple[dt.timedelta, ...] = DELAYS) -> None:
    """Note what became of it, unless it was taken from this sender."""
    with ledger_of(app, claimed.tenant_id) as work:
        send = work.session.get(Send, claimed.id, with_for_update=True)
        if send is not None and send.belongs_to(claimed.sender):
            _SETTLE[verdict.outcome](send, verdict.reason, work.now, delays)


Settle = Callable[[Send, str, dt.datetime, tuple[dt.timedelta, ...]], None]
_SETTLE: dict[str, Settle] = {
    "sent": lambda send, _, now, __: send.note_sent(now),
    "bounced": lambda send, why, _, __: send.bounce(why),
    "failed": lambda send, why, _, __: send.fail(why),
    "delayed": lambda send, why, now, delays: send.put_off(why, now, delays),
    "unknown": lambda send, why, _, __: send.lose(why) if send.status == "claimed" else None,
    "nothing": lambda send, _, now, __: send.release(now),
}


def _content(work: Work, send: Send) -> tuple[Content, str] | None:
    if send.kind != "campaign":
        kept = Content.kept(send.content)
        return kept, fingerprint(kept.subject, kept.html, kept.text)
    campaign = work.session.get(Campaign, send.campaign_id)
    if campaign is None or not _may_go(work, send, campaign):
        return None
    try:
        return _written(work, send, campaign)
    except MissingValue as missing:
        send.fail(f"'{missing.path}' has no value")
        return None


def _may_go(work: Work, send: Send, campaign: Campaign) -> bool:
    if campaign.status == "paused":
        send.release(work.now)
        return False
    if campaign.status != "running":
        send.cancel("stopped")
        return False
    reason = _reason(work, send, campaign)
    if reason:
        send.suppress(reason)
    return not reason


def _reason(work: Work, send: Send, campaign: Campaign) -> str:
    why = reason_not_to_send(campaign.channel, campaign.topic, campaign.legal_basis or "consent")
    found = work.session.scalar(select(why).where(ContactCopy.id == send.contact_id, alive()))
    return "gone" if found is None else found


def _written(work: Work, send: Send, campaign: Campaign) -> tuple[Content, str] | None:
    step: Any = work.session.get(CampaignStep, send.step_id)
    template = work.session.get(Template, step.template_id) if step is not None else None
    contact: Any = work.session.get(ContactCopy, send.contact_id)
    if template is None:
        send.fail("its template is gone")
        return None
    values = contact_values(work, contact, campaign)
    content = campaign_content(campaign, contact, template.parts, values, reader(work, campaign, send.id, contact.id))
    return content, fingerprint(template.subject, template.html, template.text)
