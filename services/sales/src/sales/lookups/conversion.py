"""The account, contact and opportunity that a lead becomes."""

from __future__ import annotations

from uuid import UUID

from crm_contracts.sales.commands.conversion import AccountChoice, ContactChoice, ConvertLead, OpportunityChoice
from crm_kit.errors import Conflict, Invalid, NotFound
from crm_kit.model import new_id
from crm_kit.work import Work
from sales.domain.conversion import Party, new_account, new_contact, new_opportunity
from sales.domain.copies import AccountCopy, ContactCopy
from sales.domain.lead import Lead
from sales.domain.names import mail_domain, name_key, site_domain
from sales.domain.opportunity import Opportunity
from sales.lookups import customers
from sales.lookups.acts import act
from sales.lookups.inherited import share_like_accounts
from sales.lookups.processes import course_for
from sales.lookups.rates import market


def account_for(work: Work, lead: Lead, command: ConvertLead) -> Party:
    """The account chosen; that of the chosen opportunity; the one that the lead became before; else a new one."""
    choice = command.account or AccountChoice()
    account_id = choice.id
    if command.account is None:
        bought = _existing(work, command.opportunity)
        account_id = bought.account_id if bought else lead.account_id
    if account_id is None:
        return _remember_account(work, lead, new_account(new_id(), lead, choice))
    known = customers.account(work, account_id)
    return Party(known.id, known.name, known.kind)  # type: ignore[arg-type]


def contact_for(work: Work, lead: Lead, choice: ContactChoice | None, account: Party) -> Party:
    """The contact chosen; the one that the lead became before; else a new one."""
    contact_id = choice.id if choice else lead.contact_id
    if contact_id is None:
        return _remember_contact(work, lead, new_contact(new_id(), lead, choice or ContactChoice(), account), account.id)
    known = customers.contact(work, contact_id)
    return Party(known.id, known.name)


def opportunity_for(
    work: Work, lead: Lead, choice: OpportunityChoice | None, account: Party, contact: Party
) -> tuple[Opportunity | None, bool]:
    """The opportunity chosen or asked for, the one that the lead became before, or none; and whether it is new."""
    if choice is None:
        return (work.session.get(Opportunity, lead.opportunity_id) if lead.opportunity_id else None), False
    existing = _existing(work, choice)
    if existing is not None:
        existing.come_from(lead.id, lead.campaign_id)
        return existing, False
    return _begin(work, lead, choice, account, contact), True


def _existing(work: Work, choice: OpportunityChoice | None) -> Opportunity | None:
    if choice is None or choice.id is None:
        return None
    try:
        found = work.get(Opportunity, choice.id, allow="sales.opportunity.update")
    except NotFound as error:
        raise Invalid.field("/opportunity/id", "unknown_opportunity", f"There is no {choice.id}") from error
    if found.is_closed:
        raise Conflict(f"The opportunity is {found.status}", code="closed", current=found.status)
    return found


def _begin(work: Work, lead: Lead, choice: OpportunityChoice, account: Party, contact: Party) -> Opportunity:
    work.caller.require("sales.opportunity.create")
    told = new_opportunity(lead, choice, account, contact, work.today)
    opportunity = work.add(Opportunity(owner_id=lead.owner_id, team_path=lead.team_path))
    try:
        opportunity.begin(told, course_for(work, choice.process_id), choice.stage, act(work), market(work))
    except Invalid as error:
        error.errors = [{**each, "pointer": f"/opportunity{each['pointer']}"} for each in error.errors]
        raise
    if not account.is_new:
        share_like_accounts(work, opportunity)
    return opportunity


def _remember_account(work: Work, lead: Lead, account: Party) -> Party:
    """A copy until customers tells of the account, so that it can be referred to at once."""
    owned = {"owner_id": lead.owner_id, "team_path": lead.team_path}
    domain = site_domain(lead.website) or mail_domain(lead.email)
    named = {"name": account.name, "name_key": name_key(account.name), "kind": account.kind, "domain": domain}
    work.session.add(AccountCopy(id=account.id, **named, **owned))
    return account


def _remember_contact(work: Work, lead: Lead, contact: Party, account_id: UUID) -> Party:
    owned = {"owner_id": lead.owner_id, "team_path": lead.team_path}
    reached = {"emails": contact.person.emails, "phones": contact.person.phones} if contact.person else {}
    work.session.add(ContactCopy(id=contact.id, name=contact.name, account_ids=[account_id], **reached, **owned))
    return contact
