"""What contacts agree to, as customers tells of it. What waits for somebody who refuses is not sent."""

from __future__ import annotations

from crm_contracts.customers.events import ConsentChanged
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.consents import note_consent
from marketing.lookups.planning import cancel_for_contact
from marketing.lookups.suppression import REFUSALS


@app.reacts(ConsentChanged, in_batches=True)
def on_consent_changed(event: ConsentChanged, work: Work) -> None:
    if note_consent(work, event) and event.status in REFUSALS:
        cancel_for_contact(work, [event.contact_id], event.channel, event.topic, "opted_out")
