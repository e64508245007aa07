"""Note what a contact agrees to, or not."""

from crm_contracts.customers.commands.contacts import RecordConsent
from crm_kit.messages import given
from crm_kit.work import Work
from customers.app import app
from customers.consents import note_consent
from customers.domain.consent import Consent
from customers.domain.contact import Contact


@app.handles(RecordConsent)
def record_consent(command: RecordConsent, work: Work) -> Consent:
    contact = work.get(Contact, command.contact_id)
    fields = given(command, but=("contact_id", "at"))
    entry, current = note_consent(work, contact, **fields, at=command.at or work.now)
    entry.insist(current)
    return entry
