"""Rows that change records which are there: what is taken of them, what was before, and what they are recognised by afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from crm_kit.imports import ledger
from crm_kit.imports.importer import Batch, Made, Row
from crm_kit.work import Work
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.matching import Key
from customers.duplicates import drop, keep
from customers.imports.recognition import Known

Change = Callable[[Row, Any, dict[str, Any]], None]


def change_known(
    work: Work, batch: Batch, known: Known, entity: Any, take: Callable[[Row, Any], dict[str, Any]], change: Change
) -> None:
    """Change the records that rows were found to be. `take` gives the fields that a row brings, `change` applies them."""
    rows = [row for row in batch.open if isinstance(row.record, UUID)]
    ids = [row.record for row in rows]
    earlier = ledger.earlier(work, batch.job_id, ids)
    records = {each.id: each for each in work.find(entity, entity.id.in_(ids), allow=_permission(entity))} if rows else {}
    for row in rows:
        number, row.record = earlier.get(row.record), records.get(row.record)
        if number is not None:
            batch.repeat(row, f"The same as row {number}")
        elif row.record is None:
            row.fail("duplicate", "There is one like this already, which you may not change", outcome="duplicate")
        else:
            _change(batch, row, take, change)
    _recognise_anew(work, known, [row for row in rows if row.outcome == "updated"])


def _permission(entity: Any) -> str:
    return f"customers.{entity.__name__.lower()}.update"


def _change(batch: Batch, row: Row, take: Callable[[Row, Any], dict[str, Any]], change: Change) -> None:
    record = row.record
    fields = take(row, record)
    if batch.mode == "fill_empty_only":
        fields = {name: value for name, value in fields.items() if not getattr(record, name)}
    before, row.plan.places = state(record), {"": record.match_keys()}
    change(row, record, fields)
    if row.outcome:
        return
    after = state(record)
    row.before = {name: before[name] for name in after if after[name] != before.get(name)}
    row.outcome = "updated" if row.before else "skipped"


def state(record: Any) -> dict[str, Any]:
    """All that is known of a record, to compare it with."""
    return {
        name: value for name, value in vars(record).items() if not name.startswith("_") and name not in ("updated_at", "version")
    }


def _recognise_anew(work: Work, known: Known, rows: list[Row]) -> None:
    """Nothing may become what something else is by its change."""
    fresh = {row.number: fresh_keys(row) for row in rows}
    known.look_up(text for keys in fresh.values() for text in keys)
    for row in rows:
        if known.exact(fresh[row.number], besides=row.record.id):
            work.session.expunge(row.record)
            row.fail("duplicate", "What the row brings is another record's already", outcome="duplicate")


def fresh_keys(row: Row) -> dict[str, Key]:
    """What the record was not recognised by before."""
    return {key.text: key for key in row.record.match_keys() - frozenset(row.plan.places[""])}


def keep_changed_keys(work: Work, rows: Sequence[Row]) -> None:
    """Let changed records be recognised by what they are now."""
    drop(work, [(row.record.id, key) for row in rows for key in frozenset(row.plan.places[""]) - row.record.match_keys()])
    keep(work, [(row.record.id, key) for row in rows for key in fresh_keys(row).values()])


# --- undoing ---------------------------------------------------------------------------------------------------------


def untouched(work: Work, entity: type[Account] | type[Contact], rows: Sequence[Made]) -> dict[int, Any]:
    """Row number → record, for the rows whose records are as the import left them, with what was made beside them."""
    found = {each.id: each for each in _alive(work, entity, [row.record_id for row in rows])}
    beside = {UUID(each[0]): each[1] for row in rows for each in row.also}
    versions = {each.id: each.version for each in _alive(work, Contact, list(beside))} if beside else {}
    return {
        row.number: found[row.record_id]
        for row in rows
        if row.record_id in found
        and found[row.record_id].version == row.version
        and all(versions.get(UUID(each[0])) == each[1] for each in row.also)
    }


def _alive(work: Work, entity: Any, ids: list[UUID]) -> Sequence[Any]:
    return work.session.scalars(select(entity).where(entity.id.in_(ids), entity.deleted_at.is_(None)).order_by(entity.id)).all()


def take_back(work: Work, rows: Sequence[Made], records: dict[int, Any], tell: Callable[[Any], None]) -> None:
    """Give changed records back what they were, as far as nobody else has taken it; and say so."""
    changed = [row for row in rows if row.outcome == "updated" and row.number in records]
    before = {row.number: records[row.number].match_keys() for row in changed}
    for row in changed:
        for name, value in (row.before or {}).items():
            setattr(records[row.number], name, value)
    lost = _taken(work, {row.number: records[row.number].match_keys() - before[row.number] for row in changed})
    for row in changed:
        record = records[row.number]
        if row.number in lost:
            work.session.expunge(record)
            row.undo = "kept"
            continue
        drop(work, [(record.id, key) for key in before[row.number] - record.match_keys()])
        keep(work, [(record.id, key) for key in record.match_keys() - before[row.number]])
        tell(record)
        row.undo = "undone"


def _taken(work: Work, keys: dict[int, frozenset[Key]]) -> set[int]:
    known = Known(work)
    known.look_up(key.text for each in keys.values() for key in each)
    return {number for number, each in keys.items() if known.exact({key.text: key for key in each})}
