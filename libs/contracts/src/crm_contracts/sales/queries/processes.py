"""What one can ask about sales processes and about the reasons for winning and losing."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.processes import ProcessRow, ProcessView, ReasonView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.process.read", returns=ProcessView)
class GetProcess:
    """One process with its stages, in all versions."""

    process_id: UUID


@query(allow="sales.process.read", returns=ProcessRow)
class ListProcesses(ListQuery):
    """Processes, by name."""

    filters: ClassVar = ("name", "is_default", "is_active")
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"


@query(allow="sales.reason.read", returns=ReasonView)
class GetReason:
    """One reason."""

    reason_id: UUID


@query(allow="sales.reason.read", returns=ReasonView)
class ListReasons(ListQuery):
    """Reasons for winning and losing, by name."""

    filters: ClassVar = ("outcome", "code", "category", "is_active")
    sorts: ClassVar = ("name", "created_at")
    default_sort: ClassVar = "name"
