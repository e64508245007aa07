"""What one can ask about who did what in marketing, and who may."""

from __future__ import annotations

from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.messages import query


@query(allow="marketing.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what in marketing, newest first."""


@query(allow="marketing.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a record of marketing, or cannot."""
