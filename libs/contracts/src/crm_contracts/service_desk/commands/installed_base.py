"""What one can do with assets, warranties, agreements and entitlements."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from crm_contracts.service_desk.service_level_words import Channels, ChargeWay, Hours, Months, Things, Visits
from crm_contracts.service_desk.views.installed_base import AgreementView, AssetView, WarrantyView
from crm_contracts.service_desk.views.tickets import TicketView
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Line, Name, Reason, Text, Unset

Serial = Annotated[str, Text(100, least=1)]
Qty = Annotated[Decimal, Between(Decimal("0.000001"))]
VisitsUsed = Annotated[int, Between(-1000, 1000)]
HoursUsed = Annotated[Decimal, Between(Decimal(-10_000), Decimal(10_000))]


@command(allow="service_desk.asset.create", returns=AssetView)
class CreateAsset:
    """Note what a customer has from us, however they got it. Its warranty is the product's unless `warranty_until` says another."""

    account_id: UUID
    product_id: UUID
    name: Name | None = None
    serial: Serial | None = None
    qty: Qty = Decimal(1)
    sold_on: dt.date
    warranty_until: dt.date | Unset | None = UNSET
    site: Line = ""


@command(allow="service_desk.asset.update", returns=AssetView)
class ChangeAsset:
    """Correct what is known of an asset."""

    asset_id: UUID
    version: int
    name: Name | Unset = UNSET
    serial: Serial | Unset | None = UNSET
    qty: Qty | Unset = UNSET
    sold_on: dt.date | Unset = UNSET
    warranty_until: dt.date | Unset | None = UNSET
    site: Line | Unset = UNSET


@command(allow="service_desk.asset.repair", returns=AssetView)
class RepairAsset:
    """An asset goes into repair."""

    asset_id: UUID
    version: int
    reason: Line = ""


@command(allow="service_desk.asset.put_to_use", returns=AssetView)
class PutAssetToUse:
    """An asset is in use again."""

    asset_id: UUID
    version: int
    reason: Line = ""


@command(allow="service_desk.asset.take_back", returns=AssetView)
class TakeAssetBack:
    """The customer gives an asset back."""

    asset_id: UUID
    version: int
    reason: Line = ""


@command(allow="service_desk.asset.scrap", returns=AssetView)
class ScrapAsset:
    """An asset is no more."""

    asset_id: UUID
    version: int
    reason: Reason


@command(allow="service_desk.warranty.set", returns=WarrantyView)
class SetWarranty:
    """Say for how many months the buyers of a product have a warranty, from the day of the sale; `version` is 0 the first time.
    What was sold before keeps its own."""

    product_id: UUID
    version: int
    months: Months


@command(allow="service_desk.agreement.create", returns=AgreementView)
class CreateAgreement:
    """Draft a service agreement. Parts, labour or both are covered; quotas of visits and hours are for all of its time."""

    name: Name
    account_id: UUID
    asset_ids: Things = field(default_factory=list)
    product_ids: Things = field(default_factory=list)
    channels: Channels = field(default_factory=list)
    starts_on: dt.date
    ends_on: dt.date
    policy_id: UUID | None = None
    price_list_id: UUID | None = None
    covers_parts: bool = True
    covers_labour: bool = True
    visits: Visits | None = None
    hours: Hours | None = None


@command(allow="service_desk.agreement.update", returns=AgreementView)
class ChangeAgreement:
    """Agree otherwise, while it is a draft."""

    agreement_id: UUID
    version: int
    name: Name | Unset = UNSET
    asset_ids: Things | Unset = UNSET
    product_ids: Things | Unset = UNSET
    channels: Channels | Unset = UNSET
    starts_on: dt.date | Unset = UNSET
    ends_on: dt.date | Unset = UNSET
    policy_id: UUID | Unset | None = UNSET
    price_list_id: UUID | Unset | None = UNSET
    covers_parts: bool | Unset = UNSET
    covers_labour: bool | Unset = UNSET
    visits: Visits | Unset | None = UNSET
    hours: Hours | Unset | None = UNSET


@command(allow="service_desk.agreement.activate", returns=AgreementView)
class ActivateAgreement:
    """It is agreed: from its first day on service is due under it. It ends by itself after its last day."""

    agreement_id: UUID
    version: int


@command(allow="service_desk.agreement.end", returns=AgreementView)
class EndAgreement:
    """End an agreement before its time."""

    agreement_id: UUID
    version: int
    reason: Reason


@command(allow="service_desk.agreement.use", returns=AgreementView)
class UseAgreement:
    """Count visits and hours that were done under an agreement, or, below zero, take some back. 409 `quota_used_up` for more than
    was agreed."""

    agreement_id: UUID
    version: int
    visits: VisitsUsed = 0
    hours: HoursUsed = Decimal(0)
    reason: Reason


@command(allow="service_desk.entitlement.charge", returns=TicketView)
class ChargeTicket:
    """What is not covered will be paid: by a quotation, or by the call."""

    ticket_id: UUID
    version: int
    way: ChargeWay
    reason: Line = ""


@command(allow="service_desk.entitlement.waive", returns=TicketView)
class WaiveEntitlement:
    """A supervisor lets a ticket be worked on although nothing covers it."""

    ticket_id: UUID
    version: int
    reason: Reason
