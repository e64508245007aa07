"""What one can do with the rules that assign enquiries."""

from __future__ import annotations

from dataclasses import field
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.lead_rules import LeadRuleView
from crm_contracts.sales.words import AccountKind, LeadStrategy
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, CountryCode, Items, Label, Name, Score, Unset

Words = Annotated[list[Label], Items(50)]
Countries = Annotated[list[CountryCode], Items(50)]
Kinds = Annotated[list[AccountKind], Items(2)]
Position = Annotated[int, Between(0, 10_000)]


@command(allow="sales.lead_rule.create", returns=LeadRuleView)
class CreateLeadRule:
    """Say who gets enquiries that come by web forms. Rules are asked by `position`; the first that fits and finds somebody counts.

    `queue` leaves a lead in the team's queue; `round_robin` and `least_open` give it to one of the team who is active. `products`
    are words in the names of what is asked about. A condition left empty is met by all.
    """

    name: Name
    position: Position
    team_id: UUID
    strategy: LeadStrategy = "queue"
    sources: Words = field(default_factory=list)
    countries: Countries = field(default_factory=list)
    products: Words = field(default_factory=list)
    kinds: Kinds = field(default_factory=list)
    min_score: Score = 0
    is_active: bool = True


@command(allow="sales.lead_rule.update", returns=LeadRuleView)
class ChangeLeadRule:
    """Change a rule; who has a lead already keeps it."""

    lead_rule_id: UUID
    version: int
    name: Name | Unset = UNSET
    position: Position | Unset = UNSET
    team_id: UUID | Unset = UNSET
    strategy: LeadStrategy | Unset = UNSET
    sources: Words | Unset = UNSET
    countries: Countries | Unset = UNSET
    products: Words | Unset = UNSET
    kinds: Kinds | Unset = UNSET
    min_score: Score | Unset = UNSET
    is_active: bool | Unset = UNSET


@command(allow="sales.lead_rule.delete")
class DeleteLeadRule:
    """Delete a rule."""

    lead_rule_id: UUID
    version: int
