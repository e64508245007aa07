"""Contacts that became others: lists that held them hold the survivor, once, and so does what waits to be sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Uuid, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from crm_contracts.customers.events import ContactMerged
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.copies import ContactCopy
from marketing.domain.target_list import ListMember
from marketing.lookups.planning import follow_merge

TEXTS = ("name", "first_name", "last_name", "title", "kind", "email", "phone", "team_path")
BLANK: dict[str, Any] = {**dict.fromkeys(TEXTS, ""), "emails": [], "account_ids": [], "source_version": 0, "is_deleted": False}


@app.reacts(ContactMerged)
def on_contact_merged(event: ContactMerged, work: Work) -> None:
    moved = {"merged_into": event.survivor_id, "owner_id": work.caller.user_id, "updated_at": work.now}
    known = insert(ContactCopy).values([{"id": each, **BLANK, **moved} for each in sorted(event.merged_ids)])
    work.session.execute(known.on_conflict_do_update(index_elements=["id"], set_={"merged_into": event.survivor_id}))
    _replace_members(event, work)
    follow_merge(work, event.merged_ids, event.survivor_id)


def _replace_members(event: ContactMerged, work: Work) -> None:
    merged = ListMember.contact_id.in_(event.merged_ids)
    theirs = select(ListMember.list_id).where(merged).distinct().subquery()
    stands_in = select(func.gen_random_uuid(), theirs.c.list_id, literal(event.survivor_id, Uuid))
    fresh = insert(ListMember).from_select(["id", "list_id", "contact_id"], stands_in)
    work.session.execute(fresh.on_conflict_do_nothing(index_elements=["list_id", "contact_id"]))
    work.session.execute(delete(ListMember).where(merged))
