"""Marketing has found an enquiry to be worth a salesperson's time: a lead, once for each submission."""

from __future__ import annotations

from typing import Any

import phonenumbers

from crm_contracts.marketing.events import LeadQualified
from crm_contracts.marketing.words import Enquirer
from crm_contracts.sales.words import Consent, ProductInterest
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead
from sales.lookups.assignment import assign_by_rules
from sales.lookups.submissions import lead_of_submission

LONGEST_PHONE = 20


@app.reacts(LeadQualified)
def on_lead_qualified(event: LeadQualified, work: Work) -> None:
    form_id, submission_id = str(event.form_id), str(event.submission_id)
    if lead_of_submission(work, form_id, submission_id) is not None:
        return
    lead = Lead(
        form_id=form_id, submission_id=submission_id, campaign_id=event.campaign_id, response_id=event.response_id,
        list_id=event.list_id, source=event.source, score=event.score, consent=_consent(event), **_described(event.enquirer),
    )  # fmt: skip
    lead.number = work.number("L")
    work.add(lead).arrive()
    work.flush()
    assign_by_rules(work, lead)


def _described(given: Enquirer) -> dict[str, Any]:
    name = given.company or given.full_name or given.email or given.phone or "unknown"
    asked = [ProductInterest(name=given.product_line)] if given.product_line else []
    return {
        "company_or_person": name, "kind": "company" if given.company else "person", "contact_name": given.full_name,
        "email": given.email, "phone": _phone(given.phone), "message": given.message, "interest_products": asked,
    }  # fmt: skip


def _phone(written: str | None) -> str | None:
    """As it can be dialled from anywhere, where that can be told; else as it was written."""
    if not written:
        return None
    try:
        found = phonenumbers.parse(written)
    except phonenumbers.NumberParseException:
        return written[:LONGEST_PHONE]
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def _consent(event: LeadQualified) -> Consent | None:
    if event.consent is None:
        return None
    return Consent(channels=event.consent.channels, wording=event.consent.wording, given_at=event.received_at)  # type: ignore[arg-type]
