"""What contacts agree to, as customers tells of it."""

from __future__ import annotations

from crm_contracts.customers.events import ConsentChanged
from crm_kit.work import Work
from marketing.app import app
from marketing.lookups.consents import note_consent


@app.reacts(ConsentChanged, in_batches=True)
def on_consent_changed(event: ConsentChanged, work: Work) -> None:
    note_consent(work, event)
