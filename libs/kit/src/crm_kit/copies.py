"""How read copies are kept: the newest of what is told of a record stands, in whatever order it comes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Text, bindparam, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Session

from crm_kit.messages import as_json
from crm_kit.model import ReadCopy


def keep(session: Session, kind: type[ReadCopy], rows: Sequence[dict[str, Any]]) -> set[UUID]:
    """Keep rows with the same fields, of which several may be of one record, in one statement; the ids of those that were news."""
    newest = {row["id"]: row for row in sorted(rows, key=lambda row: (row["id"], row["source_version"]))}
    told = orjson.dumps([*newest.values()], default=as_json, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()
    return set(session.connection().execute(_keeping(kind, tuple(rows[0])), {"told": told}).scalars())


@cache
def _keeping(kind: type[ReadCopy], names: tuple[str, ...]) -> Any:
    """Keeps as many rows as a JSON document tells of."""
    columns = [column(name, kind.__table__.c[name].type) for name in names]
    told = func.jsonb_to_recordset(cast(bindparam("told", type_=Text), JSONB)).table_valued(*columns).render_derived("told", True)
    row = insert(kind.__table__).from_select(names, select(told))  # type: ignore[arg-type]
    fresh = {name: row.excluded[name] for name in names if name != "id"}
    is_newer = kind.__table__.c.source_version < row.excluded.source_version
    return row.on_conflict_do_update(index_elements=["id"], set_=fresh, where=is_newer).returning(kind.__table__.c.id)
