"""What a ticket's customer is entitled to."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.agreement import Agreement
from service_desk.domain.asset import Asset
from service_desk.domain.entitlement import Claim, entitlement
from service_desk.domain.ticket import Ticket
from service_desk.lookups.acts import act


def check_entitlement(work: Work, ticket: Ticket, agreement_named: bool = False) -> None:
    """Look up what covers the ticket and keep it there. An asset says whose it is; Invalid (422) where that contradicts."""
    asset = _asset(work, ticket)
    claim = Claim(ticket.account_id, ticket.asset_id, ticket.product_id, ticket.source, ticket.created_at.date())
    found = _agreements(work, ticket)
    if agreement_named:
        found = [each for each in found if each.id == ticket.agreement_id]
        if not found:
            raise Invalid.field("/agreement_id", "unknown_agreement", "The account has no such agreement in force")
    result = entitlement(claim, asset, found)
    ticket.note_entitlement(result.cover, result.agreement_id, result.detail, act(work))


def check_again(work: Work, ticket: Ticket) -> None:
    """The same, where the ticket is about something else than when it was looked up."""
    known = ticket.entitlement_detail or {}
    scope = Claim(ticket.account_id, ticket.asset_id, ticket.product_id, ticket.source, work.today).scope
    named = bool(known) and ticket.agreement_id is not None and known.get("agreement_id") != str(ticket.agreement_id)
    if not known or named or any(known.get(name) != value for name, value in scope.items()):
        check_entitlement(work, ticket, named)


def _asset(work: Work, ticket: Ticket) -> Asset | None:
    if ticket.asset_id is None:
        return None
    asset = next(iter(work.find(Asset, Asset.id == ticket.asset_id, allow="service_desk.asset.read")), None)
    if asset is None:
        raise Invalid.field("/asset_id", "unknown_asset", f"There is no asset {ticket.asset_id}")
    for name in ("account_id", "product_id"):
        said = getattr(ticket, name)
        if said is not None and said != getattr(asset, name):
            raise Invalid.field("/asset_id", "other_owner", f"The asset has another {name[:-3]}")
        setattr(ticket, name, getattr(asset, name))
    return asset


def _agreements(work: Work, ticket: Ticket) -> Sequence[Agreement]:
    """The account's agreements that hold or have held."""
    if ticket.account_id is None:
        return []
    theirs = (Agreement.account_id == ticket.account_id, Agreement.status != "draft", Agreement.deleted_at.is_(None))
    return work.session.scalars(select(Agreement).where(*theirs)).all()
