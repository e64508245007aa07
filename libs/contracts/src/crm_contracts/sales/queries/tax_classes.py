"""What one can ask about tax classes."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.sales.views.tax_classes import TaxClassView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="sales.tax_class.read", returns=TaxClassView)
class GetTaxClass:
    """One tax class."""

    tax_class_id: UUID


@query(allow="sales.tax_class.read", returns=TaxClassView)
class ListTaxClasses(ListQuery):
    """Tax classes by code."""

    filters: ClassVar = ("code", "rate", "is_default", "is_active", "created_at")
    sorts: ClassVar = ("code",)
    default_sort: ClassVar = "code"
