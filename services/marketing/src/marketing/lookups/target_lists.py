"""Target lists: who is in them, and taking them down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, literal, or_, select
from sqlalchemy import Uuid as UuidType
from sqlalchemy.dialects.postgresql import insert

from crm_kit.errors import Conflict, Invalid
from crm_kit.visibility import visible
from crm_kit.work import Work
from marketing.domain.campaign import Campaign
from marketing.domain.copies import ContactCopy
from marketing.domain.target_list import ListMember, TargetList
from marketing.lookups.choosing import alive, chosen_by, members

READ = "marketing.list.read"
AHEAD = ("draft", "pending_approval", "approved", "scheduled")


def lists(work: Work, ids: Sequence[UUID], pointer: str) -> list[TargetList]:
    """The lists in the order of their ids, of those that the caller may see; Invalid (422) names the one that is none."""
    known = {each.id: each for each in work.find(TargetList, TargetList.id.in_(ids), allow=READ)} if ids else {}
    for number, each in enumerate(ids):
        if each not in known:
            raise Invalid.field(f"{pointer}/{number}", "unknown_list", f"There is no list {each}")
    return [known[each] for each in ids]


def one_list(work: Work, list_id: UUID, pointer: str) -> TargetList:
    """A list that the caller may see, or Invalid (422)."""
    found = work.find(TargetList, TargetList.id == list_id, allow=READ)
    if not found:
        raise Invalid.field(pointer, "unknown_list", f"There is no list {list_id}")
    return found[0]


def seen(work: Work) -> ColumnElement[bool]:
    """The contacts that the caller may see."""
    return visible(work.caller, ContactCopy, READ)


def take(work: Work, target: TargetList) -> int:
    """Have those in a static list who meet its conditions and whom the caller may see; gives how many."""
    work.flush()
    work.session.execute(delete(ListMember).where(ListMember.list_id == target.id))
    taken = chosen_by(target.where).where(seen(work))
    target.taken(work.now)
    work.session.execute(_adding(target, taken))
    return size(work, target)


def add_members(work: Work, target: TargetList, ids: Sequence[UUID]) -> int:
    """Put contacts into a static list; Invalid (422) names the one that the caller cannot see. How many were not in it yet."""
    work.flush()
    wanted = select(ContactCopy.id).where(ContactCopy.id.in_(ids), alive(), seen(work))
    known = set(work.session.scalars(wanted))
    for number, each in enumerate(ids):
        if each not in known:
            raise Invalid.field(f"/contact_ids/{number}", "unknown_contact", f"There is no contact {each}")
    target.touch()
    return len(work.session.execute(_adding(target, wanted).returning(ListMember.id)).all())


def remove_members(work: Work, target: TargetList, ids: Sequence[UUID]) -> int:
    """Take contacts out of a static list. How many went."""
    gone = delete(ListMember).where(ListMember.list_id == target.id, ListMember.contact_id.in_(ids)).returning(ListMember.id)
    target.touch()
    return len(work.session.execute(gone).all())


def _adding(target: TargetList, contacts: Select[tuple[UUID]]) -> Any:
    chosen = contacts.subquery()
    rows = select(func.gen_random_uuid(), literal(target.id, UuidType), chosen.c.id)
    fresh = insert(ListMember).from_select(["id", "list_id", "contact_id"], rows)
    return fresh.on_conflict_do_nothing(index_elements=["list_id", "contact_id"])


def size(work: Work, target: TargetList) -> int:
    """How many are in a list, whoever may see them."""
    return int(work.session.scalar(select(func.count()).select_from(members(target).subquery())) or 0)


def changed(work: Work, target: TargetList, count: int) -> dict[str, Any]:
    """The answer to a command that changed who is in a list."""
    work.flush()
    return {"id": str(target.id), "version": target.version, "changed": count, "count": size(work, target)}


def refuse_in_use(work: Work, target: TargetList) -> None:
    """Conflict (409 `in_use`) where a campaign that is not launched yet goes by it."""
    uses = or_(Campaign.list_id == target.id, Campaign.excluded_list_ids.contains([target.id]))
    numbers = select(Campaign.number).where(uses, Campaign.status.in_(AHEAD), Campaign.deleted_at.is_(None))
    found = sorted(work.session.scalars(numbers.limit(20)))
    if found:
        raise Conflict("Campaigns go by this list", code="in_use", campaigns=found)
