"""Agreements of customers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.errors import Invalid
from crm_kit.work import Work
from service_desk.domain.agreement import Agreement
from service_desk.domain.asset import Asset
from service_desk.domain.copies import ProductCopy
from service_desk.domain.policy import Policy
from service_desk.domain.ticket import Ticket


def policy_of_agreement(work: Work, ticket: Ticket) -> UUID | None:
    """The policy that the ticket's agreement names, while it is active."""
    if ticket.agreement_id is None:
        return None
    active = (Agreement.id == ticket.agreement_id, Agreement.status == "active")
    return work.session.scalar(select(Agreement.policy_id).where(*active))


def check_scope(work: Work, agreement: Agreement) -> None:
    """Invalid (422) names the first asset that the account does not have, the first product or the policy that there is not."""
    theirs = (Asset.account_id == agreement.account_id, Asset.deleted_at.is_(None))
    _all_known(work, select(Asset.id).where(Asset.id.in_(agreement.asset_ids), *theirs), agreement.asset_ids, "asset")
    _all_known(work, select(ProductCopy.id).where(ProductCopy.id.in_(agreement.product_ids)), agreement.product_ids, "product")
    if agreement.policy_id is not None:
        policy = work.session.get(Policy, agreement.policy_id)
        if policy is None or not policy.is_active:
            raise Invalid.field("/policy_id", "unknown_policy", "There is no such policy in use")


def _all_known(work: Work, query: Any, wanted: list[UUID], noun: str) -> None:
    known = set(work.session.scalars(query)) if wanted else set()
    for number, each in enumerate(wanted):
        if each not in known:
            raise Invalid.field(f"/{noun}_ids/{number}", f"unknown_{noun}", f"There is no such {noun}")
