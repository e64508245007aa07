"""Leads that became customers: the campaign that brought the lead brought the account."""

from __future__ import annotations

from crm_contracts.sales.events import LeadConverted
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ConversionCopy, LeadCopy

COPIED = ("account_id", "contact_id", "opportunity_id", "campaign_id", "converted_at")
OF_LEAD = ("source", "campaign_id", "response_id")


@app.reacts(LeadConverted, in_batches=True)
def on_lead_converted(event: LeadConverted, work: Work) -> None:
    work.keep(ConversionCopy, event.id, **{name: getattr(event, name) for name in COPIED})
    work.keep(LeadCopy, event.id, **{name: getattr(event, name) for name in OF_LEAD}, status="converted", is_deleted=False)
