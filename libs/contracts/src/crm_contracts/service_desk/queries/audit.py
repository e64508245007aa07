"""What one can ask about who did what in the service desk, and who may."""

from __future__ import annotations

from crm_kit.audit_words import ExplainQuery, Explanation, HistoryQuery, HistoryRow
from crm_kit.messages import query


@query(allow="service_desk.history.read", returns=HistoryRow)
class ListHistory(HistoryQuery):
    """Who changed what in the service desk, newest first."""


@query(allow="service_desk.access.explain", returns=Explanation)
class ExplainAccess(ExplainQuery):
    """Why somebody can meet a record of the service desk, or cannot."""
