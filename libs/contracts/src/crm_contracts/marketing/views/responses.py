"""What marketing shows of responses."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.words import ResponseKind
from crm_kit.messages import view


@view
class ResponseRow:
    """A response. `target` is the link that was followed."""

    id: UUID
    version: int
    campaign_id: UUID | None
    contact_id: UUID | None
    account_id: UUID | None
    send_id: UUID | None
    submission_id: UUID | None
    kind: ResponseKind
    is_human: bool
    product_line: str
    target: str
    note: str
    at: dt.datetime
    updated_at: dt.datetime


@view
class RespondentRow:
    """A contact's first and last response to a campaign."""

    id: UUID
    campaign_id: UUID
    contact_id: UUID
    account_id: UUID | None
    first_at: dt.datetime
    first_kind: ResponseKind
    last_at: dt.datetime
    last_kind: ResponseKind
    responses: int
    updated_at: dt.datetime


@view
class WhereTo:
    """Where a link leads."""

    url: str


@view
class UnsubscribedView:
    """What somebody is not written to about any more, or is asked about; the topic `all` is everything."""

    channel: str
    topic: str
