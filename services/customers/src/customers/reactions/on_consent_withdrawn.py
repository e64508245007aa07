"""Somebody followed the way out of a mailing: the log of consents says so, and tells everybody else."""

from __future__ import annotations

from crm_contracts.marketing.events import ConsentWithdrawn
from crm_kit.work import Work
from customers.app import app
from customers.consents import note_consent
from customers.domain.contact import Contact
from customers.redirects import survivor_of


@app.reacts(ConsentWithdrawn)
def on_consent_withdrawn(event: ConsentWithdrawn, work: Work) -> None:
    contact = work.session.get(Contact, survivor_of(work, event.contact_id))
    if contact is None:
        return
    told = {"channel": event.channel, "topic": event.topic, "source": event.source, "evidence": event.evidence}
    note_consent(work, contact, status="opted_out", basis="consent", at=min(event.at, work.now), **told)
