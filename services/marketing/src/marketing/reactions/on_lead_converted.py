"""Leads that became customers: the campaign that brought the lead brought the account."""

from __future__ import annotations

from crm_contracts.sales.events import LeadConverted
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ConversionCopy

COPIED = ("account_id", "contact_id", "opportunity_id", "campaign_id", "converted_at")


@app.reacts(LeadConverted, in_batches=True)
def on_lead_converted(event: LeadConverted, work: Work) -> None:
    work.keep(ConversionCopy, event.id, **{name: getattr(event, name) for name in COPIED})
