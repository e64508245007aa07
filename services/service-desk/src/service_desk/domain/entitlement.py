"""What a customer is entitled to: warranty and agreements, part by part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm_kit.messages import as_json
from service_desk.domain.agreement import Agreement
from service_desk.domain.asset import Asset

PARTS = ("parts", "labour")


@dataclass(frozen=True)
class Claim:
    """What somebody wants service for, by which way and on which day."""

    account_id: UUID | None
    asset_id: UUID | None
    product_id: UUID | None
    channel: str
    day: dt.date

    @property
    def scope(self) -> dict[str, Any]:
        return {"account_id": as_json(self.account_id), "asset_id": as_json(self.asset_id), "product_id": as_json(self.product_id)}


@dataclass(frozen=True)
class Entitlement:
    """What covers a claim: `cover` in one word, and per part by what."""

    cover: str
    agreement_id: UUID | None
    detail: dict[str, Any]


def entitlement(claim: Claim, asset: Asset | None, agreements: Sequence[Agreement]) -> Entitlement:
    """The most particular agreement that holds, by asset before product before everything, beside the warranty of the asset."""
    warranted = asset is not None and asset.is_under_warranty(claim.day)
    fitting = [each for each in agreements if _fits(each, claim)]
    held = sorted((each for each in fitting if _holds(each, claim)), key=lambda each: _rank(each, claim))
    agreement = next((each for each in held if not each.is_used_up), None)
    by = {part: "warranty" if warranted else "agreement" if _covers(agreement, part) else None for part in PARTS}
    over = bool(fitting) or (asset is not None and asset.warranty_until is not None)
    chosen = agreement or (held[0] if held else None)
    detail = {**claim.scope, **by, "warranty_until": _last_day(asset), "quota_used_up": bool(held) and agreement is None}
    return Entitlement(_cover(by, over), chosen.id if chosen else None, {**detail, **_agreed(chosen)})


def _fits(agreement: Agreement, claim: Claim) -> bool:
    by_channel = not agreement.channels or claim.channel in agreement.channels
    return by_channel and agreement.is_for(claim.asset_id, claim.product_id) is not None


def _holds(agreement: Agreement, claim: Claim) -> bool:
    return agreement.status == "active" and agreement.starts_on <= claim.day <= agreement.ends_on


def _rank(agreement: Agreement, claim: Claim) -> tuple[int, dt.date, UUID]:
    particular = agreement.is_for(claim.asset_id, claim.product_id)
    return (3 if particular is None else particular, agreement.ends_on, agreement.id)


def _covers(agreement: Agreement | None, part: str) -> bool:
    return agreement is not None and bool(getattr(agreement, f"covers_{part}"))


def _cover(by: dict[str, str | None], over: bool) -> str:
    covered = [part for part, what in by.items() if what is not None]
    if len(covered) == len(PARTS):
        return "covered"
    return "partly" if covered else "expired" if over else "none"


def _last_day(asset: Asset | None) -> str | None:
    return asset.warranty_until.isoformat() if asset is not None and asset.warranty_until is not None else None


def _agreed(agreement: Agreement | None) -> dict[str, Any]:
    """What the agreement says: which it is, until when, and what is left of its quotas."""
    if agreement is None:
        return {"agreement_id": None, "agreement_number": None, "agreement_until": None, "remaining": None}
    remaining = as_json(agreement.remaining())
    which = {"agreement_id": str(agreement.id), "agreement_number": agreement.number}
    return {**which, "agreement_until": agreement.ends_on.isoformat(), "remaining": remaining}
