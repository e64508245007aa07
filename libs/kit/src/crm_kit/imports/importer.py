"""What a service says of a collection that can be imported, and the rows it decides about."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from crm_kit.errors import Problem
from crm_kit.imports.columns import NOTHING, Field, place
from crm_kit.imports.formulas import as_meant
from crm_kit.imports.words import ImportOptions
from crm_kit.messages import load
from crm_kit.work import Work


@dataclass
class Row:
    """One row on its way: the cells that are mapped and not empty, by field; then what was made of them.

    `payload` is the command that the cells make, `beside` what they say beside it. `record` is what was created or changed,
    `before` the values that it had, `also` the ids and versions of what was made with it.
    """

    number: int
    cells: dict[str, str]
    columns: Mapping[str, str]
    payload: dict[str, Any] = field(default_factory=dict)
    beside: dict[str, Any] = field(default_factory=dict)
    command: Any = None
    outcome: str = ""
    record: Any = None
    before: dict[str, Any] | None = None
    also: list[list[Any]] = field(default_factory=list)
    errors: list[dict[str, Any]] = field(default_factory=list)
    plan: Any = None

    def fail(self, code: str, message: str, at: str | None = None, outcome: str = "error") -> None:
        """The row comes to nothing; `at` names the field at fault."""
        self.outcome = outcome
        self.errors.append({"column": self.columns.get(at) if at else None, "code": code, "message": message})

    def refuse(self, problem: Problem, fields: Iterable[Field]) -> None:
        """The row breaks a rule; what the problem points at is put back to the columns it came from."""
        by_pointer = {each.pointer: each.name for each in fields}
        for each in problem.errors or [{"pointer": "", "code": problem.code, "message": str(problem)}]:
            self.fail(each["code"], each["message"], _nearest(each["pointer"], by_pointer))

    @property
    def text(self) -> str:
        """What is wrong, for people: one sentence for each fault."""
        return "; ".join(f"{each['column']}: {each['message']}" if each["column"] else each["message"] for each in self.errors)


def _nearest(pointer: str, by_pointer: Mapping[str, str]) -> str | None:
    """The field that a pointer names, or one that lies above or below it."""
    if pointer in by_pointer:
        return by_pointer[pointer]
    near = (name for known, name in by_pointer.items() if known.startswith(f"{pointer}/") or pointer.startswith(f"{known}/"))
    return next(near, None) if pointer else None


@dataclass
class Batch:
    """Rows that are decided together, in one transaction. `seen` is what the file's rows so far are recognised by: (row, group)."""

    job_id: UUID
    rows: list[Row]
    mode: str
    options: ImportOptions
    seen: dict[str, list[tuple[int, str | None]]] = field(default_factory=dict)

    @property
    def open(self) -> list[Row]:
        """The rows about which nothing is decided yet."""
        return [row for row in self.rows if not row.outcome]

    def of(self, outcome: str) -> list[Row]:
        return [row for row in self.rows if row.outcome == outcome]

    @property
    def may_change(self) -> bool:
        """Whether rows change records that are there already."""
        return self.mode in ("upsert", "fill_empty_only")

    def repeat(self, row: Row, message: str, code: str = "duplicate") -> None:
        """The row is something that is there already: reported, or passed over where the mode says so."""
        row.fail(code, message, outcome="skipped" if self.mode == "skip_duplicates" else "duplicate")


@dataclass
class Made:
    """A row to undo: what was created or updated, at the version that it had then."""

    number: int
    outcome: str
    record_id: UUID
    version: int
    before: dict[str, Any] | None
    also: list[list[Any]]
    undo: str = ""


class Importer(ABC):
    """A collection's importer. `noun` is that of its permissions, `customers.account`; `command` what creates one record."""

    collection: str
    noun: str
    command: type
    fields: Sequence[Field]

    @cached_property
    def by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.fields}

    @property
    def permission(self) -> str:
        return f"{self.noun}.import"

    def read(self, batch: Batch) -> None:
        """Make each row's command of its cells; rows that cannot be one are refused."""
        for row in batch.open:
            self._place(row, batch.options)
            if row.outcome:
                continue
            try:
                row.command = load(self.command, row.payload)
            except Problem as problem:
                row.refuse(problem, self.fields)

    def _place(self, row: Row, options: ImportOptions) -> None:
        for name, cell in row.cells.items():
            known = self.by_name[name]
            try:
                place(row.beside if known.beside else row.payload, known.path, known.read(cell))
            except ValueError as error:
                row.fail("invalid", str(error), name)
        self.complete(row, options)

    def complete(self, row: Row, options: ImportOptions) -> None:  # noqa: B027 - not every collection needs it
        """Put into the payload what does not stand in one cell."""

    @abstractmethod
    def decide(self, work: Work, batch: Batch) -> None:
        """Give every open row its outcome, and what `apply` needs. Writes nothing."""

    @abstractmethod
    def apply(self, work: Work, batch: Batch) -> None:
        """Do what was decided."""

    @abstractmethod
    def undo(self, work: Work, rows: Sequence[Made]) -> None:
        """Take back what was made; `undo` of each row says whether it was undone or kept."""


def cells_of(cells: Sequence[str], columns: Sequence[str], mapping: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(field, cell) of what a row says."""
    for column, cell in zip(columns, cells, strict=False):
        name = mapping.get(column)
        if name and (text := as_meant(cell).strip()) not in NOTHING:
            yield name, text
