"""Templates, and who needs them."""

from __future__ import annotations

from sqlalchemy import select

from crm_kit.errors import Conflict, Invalid
from crm_kit.work import Work
from marketing.domain.campaign import Campaign, CampaignStep
from marketing.domain.copies import ContactCopy
from marketing.domain.template import Template
from marketing.lookups.choosing import alive
from marketing.lookups.target_lists import seen

AHEAD = ("pending_approval", "approved", "scheduled", "running", "paused")


def refuse_in_use(work: Work, template: Template, statuses: tuple[str, ...] = AHEAD) -> None:
    """Conflict (409 `in_use`) where a campaign would say something else than what was approved, or nothing."""
    steps = select(CampaignStep.campaign_id).where(CampaignStep.template_id == template.id)
    numbers = select(Campaign.number).where(Campaign.id.in_(steps), Campaign.status.in_(statuses), Campaign.deleted_at.is_(None))
    found = sorted(work.session.scalars(numbers.limit(20)))
    if found:
        raise Conflict("Campaigns send this template", code="in_use", campaigns=found)


def reader_like(work: Work, contact_id: object) -> ContactCopy:
    """A contact that the caller may see, to try a template on; Invalid (422) otherwise."""
    found = work.session.scalars(select(ContactCopy).where(ContactCopy.id == contact_id, alive(), seen(work))).one_or_none()
    if found is None:
        raise Invalid.field("/contact_id", "unknown_contact", f"There is no contact {contact_id}")
    return found
