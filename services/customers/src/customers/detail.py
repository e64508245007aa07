"""Records shown with their children."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from crm_kit.errors import NotFound
from crm_kit.messages import writers
from crm_kit.visibility import narrowed
from crm_kit.work import Work
from customers.tables import redirects


class Detail:
    """Has the record's attributes, and `children` beside them: `Detail(account, contacts=links, merged_into=None)`."""

    def __init__(self, record: Any, **children: Any):
        self.record = record
        self.__dict__.update(children)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)


def columns_of(entity: Any, view: type) -> list[Any]:
    """The columns of the entity that the view shows under the same name."""
    columns = entity.__table__.c
    return [columns[name] for name, _ in writers(view) if name in columns]


def one_of(entity: Any, *columns: Any) -> Select[Any]:
    """The statement, made once, by which `read` finds the columns of a record that is not deleted."""
    table = entity.__table__.c
    return select(*columns).where(table.id == bindparam("record_id"), table.deleted_at.is_(None))


def read(work: Work, entity: Any, shown: Select[Any], record_id: UUID, allow: str = "") -> tuple[Any, UUID | None]:
    """What is `shown` of a record that the caller may see; where its id was merged, of the survivor, whose id comes second."""
    seen = narrowed(shown, work.caller, entity, allow or work.allow)
    if (row := work.session.execute(seen, {"record_id": record_id}).one_or_none()) is not None:
        return row, None
    survivor_id = work.session.scalar(select(redirects.c.survivor_id).where(redirects.c.old_id == record_id))
    row = work.session.execute(seen, {"record_id": survivor_id}).one_or_none() if survivor_id is not None else None
    if row is None:
        raise NotFound(f"There is no {entity.__name__.lower()} {record_id}")
    return row, survivor_id
