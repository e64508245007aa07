"""The ledger as a sender uses it: claim what is due, look again and hand over, settle; and what becomes of a dead sender's claims.

Each step is a commit of its own. A message that was claimed and not handed over has not left; one that was handed over and not
settled may have, and nobody sends it again unless somebody finds out that it did not arrive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select, text
from sqlalchemy.orm import lazyload

from crm_kit.app import App
from crm_kit.caller import Caller
from crm_kit.work import Work
from marketing.domain.campaign import Campaign, CampaignStep
from marketing.domain.copies import AccountCopy, ContactCopy
from marketing.domain.merge import MissingValue
from marketing.domain.send import DELAYS, Send
from marketing.domain.template import Template
from marketing.lookups.choosing import alive
from marketing.lookups.composing import Content, campaign_content, fingerprint, reader, values_of
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
        work.is_bulk = True  # of a campaign's messages others hear one by one
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
    campaign, template = _said(work, send)
    if campaign is None or not _may_go(work, send, campaign):
        return None
    if template is None:
        send.fail("its template is gone")
        return None
    return _to_contact(work, send, campaign, template)


def _said(work: Work, send: Send) -> tuple[Campaign | None, Template | None]:
    """The campaign as it stands, and what it says in this step."""
    wanted = select(Campaign, Template).select_from(Campaign).options(lazyload(Campaign.steps))
    joined = wanted.outerjoin(CampaignStep, CampaignStep.id == send.step_id).outerjoin(
        Template, and_(Template.id == CampaignStep.template_id, Template.deleted_at.is_(None))
    )
    found = work.session.execute(joined.where(Campaign.id == send.campaign_id)).one_or_none()
    return (None, None) if found is None else (found[0], found[1])


def _may_go(work: Work, send: Send, campaign: Campaign) -> bool:
    if campaign.status == "paused":
        send.release(work.now)
    elif campaign.status != "running":
        send.cancel("stopped")
    return campaign.status == "running"


def _to_contact(work: Work, send: Send, campaign: Campaign, template: Template) -> tuple[Content, str] | None:
    """What it says to them; nothing where they must not get it, or a value is missing that is needed."""
    why = reason_not_to_send(campaign.channel, campaign.topic, campaign.legal_basis or "consent", of=send.contact_id)
    known = select(ContactCopy, AccountCopy, why).select_from(ContactCopy)
    joined = known.outerjoin(AccountCopy, and_(AccountCopy.id == ContactCopy.account_id, AccountCopy.is_deleted.is_(False)))
    found = work.session.execute(joined.where(ContactCopy.id == send.contact_id, alive())).one_or_none()
    if found is None or found[2]:
        send.suppress("gone" if found is None else found[2])
        return None
    try:
        values = values_of(found[0], found[1], campaign)
        content = campaign_content(campaign, found[0], template.parts, values, reader(work, campaign, send.id, found[0].id))
    except MissingValue as missing:
        send.fail(f"'{missing.path}' has no value")
        return None
    return content, fingerprint(template.subject, template.html, template.text)
