"""What one can do about responses."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.marketing.views.responses import ResponseRow, UnsubscribedView, WhereTo
from crm_contracts.marketing.words import RecordedKind
from crm_kit.messages import command
from crm_kit.words import Label, Line, Text

Token = Annotated[str, Text(4000, least=1)]


@command(allow="marketing.response.create", returns=ResponseRow)
class RecordResponse:
    """Note that somebody reacted to a campaign, by whichever way."""

    campaign_id: UUID
    contact_id: UUID
    kind: RecordedKind
    at: dt.datetime | None = None
    product_line: Label = ""
    note: Line = ""


@command(allow="public", returns=WhereTo, once=False)
class RecordClick:
    """A link in a message was followed; says where it leads."""

    token: Token


@command(allow="public", once=False)
class RecordOpen:
    """The picture of a message was loaded."""

    token: Token


@command(allow="public", returns=UnsubscribedView, once=False)
class Unsubscribe:
    """Be written to no more: about the topic of the message that the link stood in, or about anything."""

    token: Token
    everything: bool = False
