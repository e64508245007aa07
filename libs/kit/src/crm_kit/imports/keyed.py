"""Importers of records that are recognised by columns of their own, such as a product by its code."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import or_, select

from crm_kit.errors import Problem
from crm_kit.imports import ledger
from crm_kit.imports.importer import Batch, Importer, Made, Row
from crm_kit.messages import as_json, given, load
from crm_kit.work import Work

Keys = dict[str, Any]


class KeyedImporter(Importer):
    """`keys` are attributes that no two records share; `changes` is the command that changes a record."""

    entity: ClassVar[Any]
    keys: ClassVar[tuple[str, ...]]
    changes: ClassVar[type]

    # --- what a collection says ------------------------------------------------------------------------------------------

    def prepare(self, work: Work, batch: Batch) -> None:
        """Find what the rows refer to."""

    @abstractmethod
    def draft(self, work: Work, row: Row) -> Any:
        """The record that the row would become. Raises the problems of the command that creates."""

    def brought(self, row: Row) -> dict[str, Any]:
        """The fields that the row brings to a record that is there."""
        return {name: getattr(row.command, name) for name in row.payload}

    def refuse_alike(self, work: Work, batch: Batch) -> None:
        """Decide about rows that only look like something that is there."""

    @abstractmethod
    def add(self, work: Work, rows: Sequence[Row]) -> None:
        """Take the records of the rows into the transaction."""

    @abstractmethod
    def unchangeable(self, work: Work, records: Mapping[UUID, set[str]]) -> dict[UUID, str]:
        """Record → why its fields cannot be changed any more, for those where that is so."""

    @abstractmethod
    def in_use(self, work: Work, ids: Collection[UUID]) -> set[UUID]:
        """Those of the records that something points at, so that they cannot go."""

    @abstractmethod
    def remove(self, work: Work, records: Sequence[Any]) -> None:
        """Let records go."""

    # --- deciding ------------------------------------------------------------------------------------------------------

    def decide(self, work: Work, batch: Batch) -> None:
        self.prepare(work, batch)
        for row in batch.open:
            self._draft(work, row)
        known = self._known(work, [_keys(self, row.plan) for row in batch.open])
        for row in batch.open:
            self._recognise(batch, row, known)
        if batch.may_change:
            self._change(work, batch)
        self.refuse_alike(work, batch)
        for row in batch.open:
            row.outcome, row.record = "created", row.plan

    def _draft(self, work: Work, row: Row) -> None:
        try:
            row.plan = self.draft(work, row)
        except Problem as problem:
            row.refuse(problem, self.fields)

    def _known(self, work: Work, wanted: Iterable[Keys], besides: Collection[UUID] = ()) -> dict[tuple[str, Any], Any]:
        """(key, value) → the record that has it."""
        values: dict[str, set[Any]] = {name: set() for name in self.keys}
        for keys in wanted:
            for name, value in keys.items():
                values[name].add(value)
        conditions = [getattr(self.entity, name).in_(found) for name, found in values.items() if found]
        if not conditions:
            return {}
        alive = self.entity.deleted_at.is_(None), self.entity.id.not_in(besides)
        records = work.session.scalars(select(self.entity).where(*alive, or_(*conditions)).order_by(self.entity.id)).all()
        return {(name, getattr(record, name)): record for record in records for name in self.keys}

    def _recognise(self, batch: Batch, row: Row, known: Mapping[tuple[str, Any], Any]) -> None:
        keys = [(name, value) for name, value in _keys(self, row.plan).items()]
        earlier = next((batch.seen[f"{name} {value}"][0][0] for name, value in keys if f"{name} {value}" in batch.seen), None)
        found = {known[key].id: known[key] for key in keys if key in known}
        if earlier is not None:
            batch.repeat(row, f"The same as row {earlier}")
        elif len(found) > 1 and batch.may_change:
            row.fail("ambiguous", "Several records have what this row is recognised by")
        elif found and not batch.may_change:
            batch.repeat(row, f"There is one like this already: {next(iter(found.values())).name}")
        else:
            row.record = next(iter(found.values()), None)
            for name, value in keys:
                batch.seen.setdefault(f"{name} {value}", []).append((row.number, None))

    # --- changing ------------------------------------------------------------------------------------------------------

    def _change(self, work: Work, batch: Batch) -> None:
        rows = [row for row in batch.open if row.record is not None]
        ids = [row.record.id for row in rows]
        may = {each.id for each in work.find(self.entity, self.entity.id.in_(ids), allow=f"{self.noun}.update")} if ids else set()
        earlier = ledger.earlier(work, batch.job_id, ids)
        for row in rows:
            if row.record.id in earlier:
                batch.repeat(row, f"The same as row {earlier[row.record.id]}")
            elif row.record.id not in may:
                row.fail("duplicate", "There is one like this already, which you may not change", outcome="duplicate")
            else:
                row.plan = self._differing(batch, row)
        self._apply(work, [row for row in rows if not row.outcome])

    def _differing(self, batch: Batch, row: Row) -> dict[str, Any]:
        fields = {name: (as_json(getattr(row.record, name)), value) for name, value in self.brought(row).items()}
        differing = {name: value for name, (now, value) in fields.items() if as_json(value) != now}
        return {name: value for name, value in differing.items() if batch.mode != "fill_empty_only" or not fields[name][0]}

    def _apply(self, work: Work, rows: Sequence[Row]) -> None:
        fixed = self.unchangeable(work, {row.record.id: set(row.plan) for row in rows if row.plan})
        for row in rows:
            if row.record.id in fixed:
                row.fail("in_use", fixed[row.record.id])
            elif not row.plan:
                row.outcome = "skipped"
            else:
                self._change_one(row)
        self._refuse_taken(work, [row for row in rows if row.outcome == "updated"])

    def _change_one(self, row: Row) -> None:
        row.before = {name: as_json(getattr(row.record, name)) for name in row.plan}
        try:
            row.record.change(dict(row.plan))
        except Problem as problem:
            row.refuse(problem, self.fields)
        else:
            row.outcome = "updated"

    def _refuse_taken(self, work: Work, rows: Sequence[Row]) -> None:
        """Nothing may become what something else is by its change."""
        others = self._known(work, [_keys(self, row.record) for row in rows], [row.record.id for row in rows])
        for row in rows:
            if any(key in others for key in _keys(self, row.record).items()):
                row.fail("duplicate", "What the row brings is another record's already", outcome="duplicate")
                work.session.expunge(row.record)

    # --- doing and undoing ---------------------------------------------------------------------------------------------

    def apply(self, work: Work, batch: Batch) -> None:
        self.add(work, batch.of("created"))

    def undo(self, work: Work, rows: Sequence[Made]) -> None:
        records = self._untouched(work, rows)
        stays = self.in_use(work, [records[row.number].id for row in rows if row.number in records and row.outcome == "created"])
        gone = []
        for row in rows:
            record = records.get(row.number)
            row.undo = "kept" if record is None or (row.outcome == "created" and record.id in stays) else "undone"
            if record is not None and row.undo == "undone" and row.outcome == "updated":
                record.change(self._before(record, row.before or {}))
            elif row.undo == "undone":
                gone.append(record)
        self.remove(work, gone)

    def _before(self, record: Any, before: Mapping[str, Any]) -> dict[str, Any]:
        """What the record was, as values."""
        about = {f"{self.noun.rpartition('.')[2]}_id": str(record.id), "version": record.version}
        return given(load(self.changes, {**about, **before}), but=("confirm_duplicate", "reason"))

    def _untouched(self, work: Work, rows: Sequence[Made]) -> dict[int, Any]:
        alive = self.entity.id.in_([row.record_id for row in rows]), self.entity.deleted_at.is_(None)
        found = {each.id: each for each in work.session.scalars(select(self.entity).where(*alive).order_by(self.entity.id))}
        there = [row for row in rows if row.record_id in found]
        return {row.number: found[row.record_id] for row in there if found[row.record_id].version == row.version}


def _keys(importer: KeyedImporter, record: Any) -> Keys:
    """What the record is recognised by; a key without a value says nothing."""
    found = {name: getattr(record, name) for name in importer.keys}
    return {name: value for name, value in found.items() if value is not None}
