"""What a lead becomes: an account, a contact and an opportunity, new ones or those that are there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from crm_contracts.sales.commands.conversion import AccountChoice, ContactChoice, OpportunityChoice
from crm_contracts.sales.words import AccountKind, OpportunityAccount, OpportunityContact, Person
from crm_kit.errors import Invalid
from sales.domain.lead import Lead
from sales.domain.names import full_name

FIRST_STEP = "First contact"
FIRST_STEP_WITHIN = dt.timedelta(days=7)


@dataclass(frozen=True)
class Party:
    """The account or the contact of a conversion; `person` says who a new contact is."""

    id: UUID
    name: str
    kind: AccountKind = "company"
    is_new: bool = False
    person: Person | None = None


def new_account(account_id: UUID, lead: Lead, choice: AccountChoice) -> Party:
    """An account that the lead becomes, under an id of ours."""
    kind: AccountKind = choice.kind or lead.kind  # type: ignore[assignment]
    return Party(account_id, choice.name or lead.company_or_person, kind, is_new=True)


def new_contact(contact_id: UUID, lead: Lead, choice: ContactChoice, account: Party) -> Party:
    """A contact that the lead becomes; Invalid (422) where nobody has said a name."""
    first, last = _either(choice.first_name, lead.first_name), _either(choice.last_name, lead.last_name)
    chosen = choice.full_name or (full_name(first, last) if choice.first_name or choice.last_name else "")
    name = chosen or lead.contact_name or (account.name if account.kind == "person" else "")
    if not name:
        raise Invalid.field("/contact/full_name", "required", "Say what the contact is called")
    person = Person(
        first_name=first, last_name=last, full_name=name, title=_either(choice.title, lead.title),
        emails=[lead.email] if lead.email else [], phones=[lead.phone] if lead.phone else [],
    )  # fmt: skip
    return Party(contact_id, name, is_new=True, person=person)


def new_opportunity(lead: Lead, choice: OpportunityChoice, account: Party, contact: Party, today: dt.date) -> dict[str, Any]:
    """What is known of the opportunity that the lead becomes; Invalid (422) without a close date."""
    if choice.close_date is None:
        raise Invalid.field("/opportunity/close_date", "required", "Say when it is expected to close")
    return {
        "name": choice.name or lead.company_or_person,
        "accounts": [OpportunityAccount(id=account.id, is_main=True)],
        "contacts": [OpportunityContact(id=contact.id)],
        "amount": choice.amount,
        "close_date": choice.close_date,
        "next_step": choice.next_step or FIRST_STEP,
        "next_step_date": choice.next_step_date or min(choice.close_date, today + FIRST_STEP_WITHIN),
        "source": lead.source,
        "campaign_id": lead.campaign_id,
        "lead_id": lead.id,
    }


def _either(chosen: str | None, known: str) -> str:
    return known if chosen is None else chosen
