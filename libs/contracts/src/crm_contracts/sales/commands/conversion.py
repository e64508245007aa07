"""Turning a lead into a customer."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from crm_contracts.sales.views.leads import ConversionView
from crm_contracts.sales.words import AccountKind, Code
from crm_kit.messages import command, value
from crm_kit.money import Money
from crm_kit.words import Label, Name, Text


@value
class AccountChoice:
    """The account that is there (`id`), or a new one; what is not said of it is the lead's."""

    id: UUID | None = None
    name: Name | None = None
    kind: AccountKind | None = None


@value
class ContactChoice:
    """The contact that is there (`id`), or a new one; what is not said of it is the lead's."""

    id: UUID | None = None
    first_name: Label | None = None
    last_name: Label | None = None
    full_name: Name | None = None
    title: Label | None = None


@value
class OpportunityChoice:
    """The opportunity that is there (`id`), or a new one, which needs a close date."""

    id: UUID | None = None
    name: Name | None = None
    close_date: dt.date | None = None
    amount: Money | None = None
    process_id: UUID | None = None
    stage: Code | None = None
    next_step: Annotated[str, Text(500, least=1)] | None = None
    next_step_date: dt.date | None = None


@command(allow="sales.lead.convert", returns=ConversionView)
class ConvertLead:
    """Make an account, a contact and an opportunity of an accepted lead, once: a later call gives the same answer.

    Account and contact are made from the lead unless they are named; the opportunity is made only where one is asked for. What is
    missing is a 422 that names it.
    """

    lead_id: UUID
    version: int
    account: AccountChoice | None = None
    contact: ContactChoice | None = None
    opportunity: OpportunityChoice | None = None
