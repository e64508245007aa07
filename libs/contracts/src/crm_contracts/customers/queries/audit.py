"""What one can ask about who did what, and who may see what."""

from __future__ import annotations

from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.messages import query


@query(allow="customers.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what in customers, newest first."""


@query(allow="customers.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a record of customers, or cannot."""
