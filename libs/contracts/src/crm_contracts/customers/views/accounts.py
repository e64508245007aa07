"""What is shown of accounts."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from crm_contracts.customers.views.links import AccountContactRow
from crm_contracts.customers.words import AccountKind, AccountStatus, AccountType, Address, ExternalId, Level
from crm_kit.messages import view
from crm_kit.money import Money


@view
class AccountRow:
    """An account in a list."""

    id: UUID
    version: int
    number: str
    name: str
    kind: AccountKind
    types: list[AccountType]
    status: AccountStatus
    level: Level | None
    industry: str | None
    region: str | None
    source: str | None
    email: str | None
    phone: str | None
    parent_id: UUID | None
    is_opinion_leader: bool
    owner_id: UUID
    created_at: dt.datetime
    updated_at: dt.datetime


@view
class AccountView(AccountRow):
    """An account with all that it knows of itself. `person_id` is the mirrored contact of a personal customer."""

    tax_id: str | None
    tax_country: str | None
    website: str | None
    domain: str | None
    addresses: list[Address]
    external_ids: list[ExternalId]
    referred_by: UUID | None
    person_id: UUID | None
    team_path: str
    created_by: UUID


@view
class AccountListRow(AccountRow):
    """An account in the list of accounts. It is at risk while a complaint, an escalated or an overdue ticket of it is open."""

    is_at_risk: bool


@view
class AccountDetail(AccountView):
    """An account with its contacts of today, the primary one first, at most 100 of them. `risks` says why it is at risk, if it is.

    `merged_into` is set where the id that was asked for has been merged into this account.
    """

    contacts: list[AccountContactRow]
    is_at_risk: bool
    risks: list[str]
    merged_into: UUID | None


@view
class OpportunityFigures:
    """Open opportunities and what they are worth, what was won and what was ordered, in the base currency.

    `unpriced` counts the open ones in a currency without a rate; they are not in `pipeline`. `ordered` are confirmed orders at
    the rate they keep: cancelled ones do not count, short-closed ones only as far as they were shipped. `revenue` is `ordered`,
    and what was won in opportunities that no such order followed.
    """

    accounts: int
    open_opportunities: int
    unpriced: int
    pipeline: Money
    won_opportunities: int
    revenue: Money
    last_won_on: dt.date | None
    orders: int
    ordered: Money
    last_ordered_on: dt.date | None


@view
class AccountFigures:
    """What an account is worth: by itself, with all below it in the hierarchy, and with those it brought along.

    Only accounts and orders that the caller may see are counted. `network_value` is the revenue of all that the account referred,
    and that those referred in turn, without its own.
    """

    account_id: UUID
    own: OpportunityFigures
    hierarchy: OpportunityFigures
    referred_accounts: int
    network_value: Money
