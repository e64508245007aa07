"""What the service desk shows of assets, warranties, agreements and what customers are entitled to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from crm_contracts.service_desk.service_level_words import AgreementStatus
from crm_contracts.service_desk.words import AssetStatus, TicketSource
from crm_kit.messages import view


@view
class AssetView:
    """Something a customer has from us: one thing with a serial number, or `qty` of a line of an order.

    `warranty_until` is the last day of its warranty, None without one.
    """

    id: UUID
    version: int
    number: str
    name: str
    status: AssetStatus
    account_id: UUID
    product_id: UUID
    serial: str | None
    qty: Decimal
    sold_on: dt.date
    warranty_until: dt.date | None
    site: str
    order_id: UUID | None
    order_line_id: UUID | None
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class WarrantyView:
    """For how many months the buyers of a product have a warranty; the id is the product's."""

    id: UUID
    version: int
    months: int
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class AgreementView:
    """A service agreement. It covers the assets and products named, or, where none are, everything of the account; by the
    `channels` named, or by all. `visits_left` and `hours_left` are None where there is no limit."""

    id: UUID
    version: int
    number: str
    name: str
    status: AgreementStatus
    account_id: UUID
    asset_ids: list[UUID]
    product_ids: list[UUID]
    channels: list[TicketSource]
    starts_on: dt.date
    ends_on: dt.date
    policy_id: UUID | None
    price_list_id: UUID | None
    covers_parts: bool
    covers_labour: bool
    visits: int | None
    visits_left: int | None
    hours: Decimal | None
    hours_left: Decimal | None
    end_reason: str
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime
