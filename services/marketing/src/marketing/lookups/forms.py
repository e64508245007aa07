"""What a form refers to."""

from __future__ import annotations

from sqlalchemy import select, text

from crm_kit.errors import Duplicate, Invalid
from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.form import Form
from marketing.lookups.strangers import FORMS

_for_now = text("SELECT set_config('crm.tenant', :tenant, true)")


def check_slug(work: Work, form: Form) -> None:
    """Duplicate (409 `slug_taken`) where a form has this address already, whoever's it is."""
    work.session.execute(_for_now, {"tenant": FORMS})
    taken = work.session.scalar(select(Form.id).where(Form.slug == form.slug, Form.deleted_at.is_(None)))
    work.session.execute(_for_now, {"tenant": str(work.caller.tenant_id)})
    if taken is not None:
        raise Duplicate("Another form has this address", code="slug_taken")


def check_campaign(work: Work, form: Form) -> None:
    """Invalid (422) where its campaign is none that the caller may see."""
    wanted = (Campaign.id == form.campaign_id,)
    if form.campaign_id is not None and not work.find(Campaign, *wanted, allow="marketing.campaign.read"):
        raise Invalid.field("/campaign_id", "unknown_campaign", f"There is no campaign {form.campaign_id}")
