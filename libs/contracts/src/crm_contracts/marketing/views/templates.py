"""What marketing shows of templates."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.marketing.words import TemplateChannel
from crm_kit.messages import view


@view
class TemplateRow:
    """A template in a list."""

    id: UUID
    version: int
    name: str
    channel: TemplateChannel
    subject: str
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class TemplateView:
    """A template. `needed` are the fields that nothing stands in for: whoever has no value there cannot be written to."""

    id: UUID
    version: int
    name: str
    channel: TemplateChannel
    subject: str
    html: str
    text: str
    fields: list[str]
    needed: list[str]
    created_at: dt.datetime
    created_by: UUID
    updated_at: dt.datetime


@view
class PreviewView:
    """A message as a contact would get it. `missing` are the fields that they have no value for; then nothing would be sent."""

    subject: str
    html: str
    text: str
    missing: list[str]
