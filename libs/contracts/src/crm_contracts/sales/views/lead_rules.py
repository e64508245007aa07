"""What sales shows of the rules that assign enquiries."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.sales.words import AccountKind, LeadStrategy
from crm_kit.messages import view


@view
class LeadRuleView:
    """A rule that says who gets which enquiry."""

    id: UUID
    version: int
    name: str
    position: int
    is_active: bool
    sources: list[str]
    countries: list[str]
    products: list[str]
    kinds: list[AccountKind]
    min_score: int
    team_id: UUID
    strategy: LeadStrategy
    created_at: dt.datetime
    updated_at: dt.datetime
