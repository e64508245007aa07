"""What marketing shows of the messages it sends."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.words import Channel, SendKind, SendStatus
from crm_kit.messages import view


@view
class MessageRow:
    """One message to one recipient, as the ledger knows it. `reason` says why it was not sent or did not arrive.

    `unknown` is one that was being handed over when the connection or the sender was lost: nobody can tell whether it arrived.
    """

    id: UUID
    version: int
    kind: SendKind
    status: SendStatus
    reason: str
    channel: Channel
    campaign_id: UUID | None
    step_id: UUID | None
    contact_id: UUID | None
    account_id: UUID | None
    submission_id: UUID | None
    occurrence: int
    address: str
    provider_id: str | None
    attempts: int
    due_at: dt.datetime
    sent_at: dt.datetime | None
    updated_at: dt.datetime


@view
class CampaignCounters:
    """How a campaign stands now: messages by state, responses of people by kind, and how many different people responded."""

    campaign_id: UUID
    planned: int
    claimed: int
    sent: int
    delivered: int
    bounced: int
    failed: int
    suppressed: int
    unknown: int
    cancelled: int
    opened: int
    clicked: int
    replied: int
    submitted: int
    unsubscribed: int
    other: int
    by_machines: int
    respondents: int
