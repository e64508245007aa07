"""What contacts agree to, as customers' log of consents says."""

from __future__ import annotations

from sqlalchemy import literal_column
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import ConsentChanged
from crm_kit.model import new_id
from crm_kit.work import Work
from marketing.domain.copies import ConsentCopy

KEYS = ("tenant_id", "contact_id", "channel", "topic")


def note_consent(work: Work, event: ConsentChanged) -> bool:
    """Keep what counts from now on; older news than what is known changes nothing and gives False.

    Customers tells of an entry when it begins to count, and the ids of entries grow with the time they were noted.
    """
    told = {"status": event.status, "basis": event.basis, "entry_id": event.id, "at": event.at}
    about = {"contact_id": event.contact_id, "channel": event.channel, "topic": event.topic}
    row = insert(ConsentCopy).values(id=new_id(), source_version=1, **about, **told)
    newer = ConsentCopy.entry_id < row.excluded.entry_id
    kept = row.on_conflict_do_update(index_elements=KEYS, set_=told, where=newer).returning(literal_column("1"))
    return work.session.execute(kept).scalar_one_or_none() is not None
