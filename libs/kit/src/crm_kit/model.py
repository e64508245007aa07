"""Records: aggregates with a version and recorded events, their parts, and read copies of other services' records.

    class Opportunity(Owned, Aggregate):
        __tablename__ = "opportunities"
        name: Mapped[str] = column(String(200))
        amount: Mapped[Money | None] = money("amount", optional=True)
        status: Mapped[str] = column(String(20), default="open")
        MACHINE = Machine(win=("open", "won"), lose=("open on_hold", "lost"))

        def win(self, ...):
            self.transition("win")
            self.record(OpportunityWon, reason=reason)

The columns every record has (tenant, version, times) are set by `Work` and the database; domain code never mentions them.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Computed,
    DateTime,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    TypeDecorator,
    Uuid,
    inspect,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, composite, declared_attr, mapped_column, relationship, synonym
from sqlalchemy.orm.attributes import flag_modified
from uuid_utils import compat

from crm_kit.errors import IllegalTransition
from crm_kit.messages import as_json
from crm_kit.money import Money
from crm_kit.words import needle

__all__ = [
    "ARRAY", "JSONB", "Aggregate", "Fact", "ForeignKey", "ForeignKeyConstraint", "Integer", "Machine", "Mapped", "Money", "Numeric",
    "Owned", "Part", "ReadCopy", "Searchable", "String", "Text", "Uuid", "Values", "WriteOnlyMapped", "column", "computed", "facts",
    "metadata_of", "money", "new_id", "parts", "relationship", "sorted_text",
]  # fmt: skip

column = mapped_column
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_metadata: dict[str, MetaData] = {}


def metadata_of(package: str) -> MetaData:
    """The tables of one service, by its import name."""
    return _metadata.setdefault(package, MetaData(naming_convention=NAMES))


def new_id() -> UUID:
    """A UUIDv7: ids sort by the time they were made."""
    return compat.uuid7()


def money(name: str, optional: bool = False) -> Mapped[Any]:
    """A `Money` in two columns, `{name}_value` numeric(18,6) and `{name}_currency`; both null where there is none."""
    amount = mapped_column(f"{name}_value", Numeric(18, 6), nullable=optional)
    currency = mapped_column(f"{name}_currency", String(3), nullable=optional)
    return composite(Money, amount, currency, return_none_on=lambda value, _: value is None)


def computed(formula: str) -> Mapped[Any]:
    """A whole number that the database keeps by a formula over the row's other columns; for sums, not loaded with the record."""
    return mapped_column(BigInteger, Computed(formula, persisted=True), deferred=True)


def sorted_text(length: int) -> String:
    """Text that sorts as people expect, in any language."""
    return String(length, collation="und-x-icu")


def parts(**options: Any) -> Mapped[Any]:
    """The children that live and die with their aggregate, loaded with it in one more query."""
    return relationship(cascade="all, delete-orphan", lazy="selectin", passive_deletes=True, **options)


def facts() -> WriteOnlyMapped[Any]:
    """The facts about an aggregate: `moves: WriteOnlyMapped[Move] = facts()`, `self.moves.add(Move(…))`; never loaded with it."""
    return relationship(cascade="save-update, merge", passive_deletes="all")


class Values(TypeDecorator[Any]):
    """The values of messages, such as an address or a list of them, as JSON; read back they are plain dicts and lists."""

    impl = JSONB(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return as_json(value)


class Base(DeclarativeBase):
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(),
        dt.datetime: DateTime(timezone=True),
        Decimal: Numeric(18, 6),
        dict[str, Any]: JSONB,
        list[str]: ARRAY(Text),
        list[UUID]: ARRAY(Uuid),
        JSON: JSONB,
    }

    def __init_subclass__(cls, **kwargs: Any) -> None:
        cls.metadata = metadata_of(cls.__dict__.get("TABLES") or cls.__module__.split(".")[0])
        super().__init_subclass__(**kwargs)


class Kept(Base):
    """What every stored row has."""

    __abstract__ = True
    __mapper_args__ = {"eager_defaults": False}

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-9)
    tenant_id: Mapped[UUID] = mapped_column(server_default=FetchedValue(), deferred=True, sort_order=-8)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())
        super().__init__(**values)


class Aggregate(Kept):
    """A record that is loaded, changed and saved as a whole, under an optimistic `version`."""

    __abstract__ = True
    MACHINE: ClassVar[Machine]
    HAS_HISTORY: ClassVar[bool] = True
    """False where the changes are rows of their own, such as a ledger's, that say more than the history would."""

    version: Mapped[int] = mapped_column(default=1, sort_order=90)
    created_at: Mapped[dt.datetime] = mapped_column(sort_order=91)
    updated_at: Mapped[dt.datetime] = mapped_column(sort_order=92)
    created_by: Mapped[UUID] = mapped_column(sort_order=93)
    deleted_at: Mapped[dt.datetime | None] = mapped_column(sort_order=94)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version, "eager_defaults": False}

    def record(self, event: type, **facts: Any) -> None:
        """Say that something happened. The event takes its fields from `facts`, else from the record as it is committed."""
        self.__dict__.setdefault("_recorded", []).append((event, facts))
        self.touch()

    def touch(self) -> None:
        """Make the version go up although only a part or an event is new."""
        self.__dict__["_touched"] = True
        if inspect(self).persistent:
            flag_modified(self, "updated_at")  # or else the session would forget a record that nobody else holds

    def transition(self, action: str, to: str | None = None, field: str = "status") -> None:
        """Move along MACHINE, or IllegalTransition (409) with what is allowed instead."""
        setattr(self, field, self.MACHINE.after(action, getattr(self, field), to))
        self.touch()


class Owned:
    """Mixed into aggregates that belong to somebody: the row scope (see `visibility`) goes by these two."""

    owner_id: Mapped[UUID] = mapped_column(sort_order=80)
    team_path: Mapped[str] = mapped_column(String(200, collation="C"), default="", sort_order=81)

    def keep_or_take(self, owner_id: UUID, team_path: str) -> None:
        """A record without an owner gets this one."""
        if self.__dict__.get("owner_id") is None:
            self.owner_id, self.team_path = owner_id, team_path


class Searchable:
    """Mixed into aggregates that `filter[q]` finds; `words()` says by what."""

    search_text: Mapped[str] = mapped_column(Text, default="", deferred=True, sort_order=95)

    def words(self) -> list[str | None]:
        raise NotImplementedError

    def refresh_search(self) -> None:
        text = " ".join(dict.fromkeys(needle(word) for word in self.words() if word))
        if self.__dict__.get("search_text") != text:
            self.search_text = text


class Part(Kept):
    """A row that belongs to an aggregate; `PARENT` names the column with the aggregate's id."""

    __abstract__ = True
    PARENT: ClassVar[str]


class Fact(Kept):
    """A row that is written once and never changed; it needs no history, it is one. Lists take it as they take aggregates."""

    __abstract__ = True

    at: Mapped[dt.datetime] = mapped_column(sort_order=90)

    @declared_attr
    def updated_at(cls) -> Mapped[Any]:  # noqa: N805
        return synonym("at")


class ReadCopy(Kept):
    """What this service keeps of another service's record; `source_version` lets older news be ignored."""

    __abstract__ = True
    source_version: Mapped[int] = mapped_column(default=0, sort_order=90)


class Machine:
    """The moves a status can make: `Machine(win=("open", "won"), lose=("open on_hold", "lost"))`."""

    def __init__(self, **moves: tuple[str, str]):
        self.moves = {action: (sources.split(), targets.split()) for action, (sources, targets) in moves.items()}

    @property
    def states(self) -> list[str]:
        return sorted({state for sources, targets in self.moves.values() for state in [*sources, *targets]})

    def allowed(self, state: str) -> list[str]:
        return [action for action, (sources, _) in self.moves.items() if state in sources]

    def after(self, action: str, state: str, to: str | None = None) -> str:
        """The state that `action` leads to; `to` chooses where there are several."""
        sources, targets = self.moves[action]
        if state not in sources:
            raise IllegalTransition(action, state, self.allowed(state))
        target = to or targets[0]
        if target not in targets:
            raise ValueError(f"{action} does not lead to {target}")
        return target
