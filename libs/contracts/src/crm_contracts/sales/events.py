"""What sales tells."""

from __future__ import annotations

from uuid import UUID

from crm_kit.messages import event


@event("sales.lead.created.v1")
class LeadCreated:
    """An enquiry came in."""

    id: UUID
    number: str
    source: str
    score: int
    owner_id: UUID
