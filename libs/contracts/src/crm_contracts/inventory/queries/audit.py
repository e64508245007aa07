"""What one can ask about who did what in inventory, and who may."""

from __future__ import annotations

from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.messages import query


@query(allow="inventory.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what in inventory, newest first."""


@query(allow="inventory.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a record of inventory, or cannot."""
