"""What one can ask about assets, warranties and agreements."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from crm_contracts.service_desk.views.installed_base import AgreementView, AssetView, WarrantyView
from crm_kit.lists import ListQuery
from crm_kit.messages import query


@query(allow="service_desk.asset.read", returns=AssetView)
class GetAsset:
    """One asset."""

    asset_id: UUID


@query(allow="service_desk.asset.read", returns=AssetView)
class ListAssets(ListQuery):
    """What customers have from us, newest first."""

    filters: ClassVar = (
        "number", "name", "status", "account_id", "product_id", "serial", "sold_on", "warranty_until", "order_id", "owner_id",
        "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "warranty_until", "number")
    default_sort: ClassVar = "-created_at"
    searchable: ClassVar = True


@query(allow="service_desk.warranty.read", returns=WarrantyView)
class ListWarranties(ListQuery):
    """The months of warranty that products have of their own."""

    filters: ClassVar = ("id", "months", "created_at")
    sorts: ClassVar = ("created_at",)
    default_sort: ClassVar = "-created_at"


@query(allow="service_desk.agreement.read", returns=AgreementView)
class GetAgreement:
    """One agreement."""

    agreement_id: UUID


@query(allow="service_desk.agreement.read", returns=AgreementView)
class ListAgreements(ListQuery):
    """Service agreements, newest first."""

    filters: ClassVar = (
        "number", "name", "status", "account_id", "asset_ids", "product_ids", "starts_on", "ends_on", "policy_id", "owner_id",
        "created_at", "updated_at",
    )  # fmt: skip
    sorts: ClassVar = ("created_at", "ends_on", "name")
    default_sort: ClassVar = "-created_at"
