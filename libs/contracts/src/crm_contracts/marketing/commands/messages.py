"""What one can do with messages in the ledger."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from crm_contracts.marketing.views.messages import MessageRow
from crm_kit.messages import command
from crm_kit.words import Reason

Finding = Literal["sent", "not_sent", "bounced"]


@command(allow="marketing.message.resolve", returns=MessageRow)
class ResolveMessage:
    """Say what became of a message whose outcome is unknown, as the mail server's own log tells. `not_sent` sends it again."""

    message_id: UUID
    version: int
    finding: Finding
    reason: Reason


@command(allow="marketing.message.report", returns=MessageRow)
class ReportBounce:
    """A message that was sent came back."""

    message_id: UUID
    version: int
    reason: Reason
