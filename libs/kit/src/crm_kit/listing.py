"""Lists: allow-listed filters and sorts, AND/OR search, keyset cursors. One call answers any ListQuery:

@app.answers(ListLeads)
def list_leads(query: ListLeads, work: Work) -> dict[str, Any]:
    return page(work, query, Lead)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import operator
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin
from uuid import UUID

import orjson
from marshmallow import ValidationError
from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select, true, tuple_

from crm_kit.errors import Invalid, Malformed
from crm_kit.fields import field_for
from crm_kit.lists import DEEPEST, MOST_LEAVES, ListQuery, hint_of, operators_of
from crm_kit.messages import spec_of, writers
from crm_kit.visibility import visible
from crm_kit.words import needle
from crm_kit.work import Work

COMPARE = {
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


@dataclass(frozen=True)
class Field:
    """One field of a list: its type, and the SQL that stands for it."""

    name: str
    hint: Any
    column: Any

    @property
    def is_list(self) -> bool:
        return get_origin(self.hint) in (list, tuple)

    @property
    def operators(self) -> tuple[str, ...]:
        return operators_of(self.hint)


def page(
    work: Work, query: ListQuery, entity: Any, columns: dict[str, Any] | None = None, *where: ColumnElement[bool],
    source: Any = None,
) -> dict[str, Any]:  # fmt: skip
    """One page of what the caller may meet: {"data", "has_more", "next_cursor"[, "count"]}.

    `columns` gives the SQL of fields that are not attributes of the entity, `source` the joins that they need; `where` narrows the
    list for good.
    """
    plan, source = _Plan(query, entity, columns or {}), entity if source is None else source
    conditions = [visible(work.caller, entity, work.allow), _alive(entity, query.deleted), *where, *plan.conditions()]
    rows = work.session.execute(plan.statement(conditions).select_from(source)).all()
    answer = plan.answer(rows)
    if query.count == "exact":
        answer["count"] = work.session.scalar(select(func.count()).select_from(source).where(*conditions))
    return answer


def chosen(query: ListQuery, entity: Any, columns: dict[str, Any] | None = None) -> ColumnElement[bool]:
    """The query's tree of conditions as one, for a statement of one's own; raises what `page` would."""
    return and_(true(), *_Plan(query, entity, columns or {}).conditions())


def check(query: ListQuery, entity: Any, columns: dict[str, Any] | None = None) -> None:
    """Raise what `page` would raise about the query's conditions, sorts and fields, for a search that is kept for later."""
    _Plan(query, entity, columns or {}).conditions()


def _alive(entity: Any, deleted: bool) -> ColumnElement[bool]:
    """Records that are not deleted, or just the deleted ones; what is written for good, such as a fact, never is."""
    if not hasattr(entity, "deleted_at"):
        return false() if deleted else true()
    return typing.cast("ColumnElement[bool]", entity.deleted_at.is_not(None) if deleted else entity.deleted_at.is_(None))


class _Plan:
    """One list query, worked out."""

    def __init__(self, query: ListQuery, entity: Any, columns: dict[str, Any]):
        self.query, self.kind, self.entity, self.columns = query, type(query), entity, columns
        self.sorts = self._sorts()
        self.shown = self._shown()

    def column(self, name: str) -> Any:
        if name in self.columns:
            return self.columns[name]
        return getattr(self.entity, f"{name}_value", None) or getattr(self.entity, name)

    def field(self, name: str) -> Field:
        return Field(name, hint_of(self.kind, name), self.column(name))

    def _sorts(self) -> list[tuple[Field, bool]]:
        """Field and whether it runs downwards; the id settles ties, in the direction of the last."""
        wanted = (self.query.sort or self.kind.default_sort).split(",")
        sorts = []
        for item in wanted:
            name = item.strip().removeprefix("-")
            if name not in self.kind.sorts:
                raise Malformed(f"'{name}' is not a sort; there are {', '.join(self.kind.sorts)}", code="unknown_sort")
            sorts.append((self.field(name), item.strip().startswith("-")))
        return [*sorts, (Field("id", UUID, self.entity.id), sorts[-1][1])]

    def _shown(self) -> list[str]:
        known = [name for name, _ in writers(spec_of(self.kind).returns)]
        if self.query.fields is None:
            return known
        for name in self.query.fields:
            if name not in known:
                raise Malformed(f"'{name}' is not a field; there are {', '.join(known)}", code="unknown_field")
        return ["id", *(name for name in self.query.fields if name != "id")]

    def conditions(self) -> list[ColumnElement[bool]]:
        found = []
        if self.query.where:
            found.append(_Tree(self).condition(self.query.where))
        if self.query.updated_since is not None:
            found.append(self.entity.updated_at >= self.query.updated_since)
        return found

    def statement(self, conditions: list[ColumnElement[bool]]) -> Select[Any]:
        shown: list[Any] = [
            self.columns[name].label(name) if name in self.columns else getattr(self.entity, name) for name in self.shown
        ]
        keys = [field.column.label(f"key_{number}") for number, (field, _) in enumerate(self.sorts)]
        order = [field.column.desc() if down else field.column.asc() for field, down in self.sorts]
        if self.query.cursor:
            conditions = [*conditions, self._after(self.query.cursor)]
        return select(*shown, *keys).where(*conditions).order_by(*order).limit(self.query.limit + 1)

    def answer(self, rows: Any) -> dict[str, Any]:
        write = dict(writers(spec_of(self.kind).returns))
        kept = rows[: self.query.limit]
        width = len(self.shown)
        data = [{name: _written(write[name], found) for name, found in zip(self.shown, row[:width], strict=True)} for row in kept]
        more = len(rows) > len(kept)
        return {"data": data, "has_more": more, "next_cursor": self._cursor(kept[-1][width:]) if more else None}

    # --- the cursor --------------------------------------------------------------------------------------------------

    def _fingerprint(self) -> str:
        named = [
            self.kind.__name__,
            self.query.where,
            self.query.sort,
            str(self.query.updated_since),
            self.query.deleted,
        ]
        return hashlib.sha256(orjson.dumps(named, option=orjson.OPT_SORT_KEYS)).hexdigest()[:12]

    def _cursor(self, keys: Any) -> str:
        return base64.urlsafe_b64encode(orjson.dumps([self._fingerprint(), *keys], default=str)).decode().rstrip("=")

    def _after(self, cursor: str) -> ColumnElement[bool]:
        try:
            mark, *found = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            keys = [_typed(field.hint, key) for (field, _), key in zip(self.sorts, found, strict=True)]
        except (ValueError, TypeError, binascii.Error, ValidationError) as error:
            raise Malformed("This is not a cursor of ours", code="cursor_malformed") from error
        if mark != self._fingerprint():
            raise Malformed("This cursor belongs to another filter or sort", code="cursor_mismatch")
        return _beyond([field.column for field, _ in self.sorts], [down for _, down in self.sorts], keys)


def _written(write: Callable[[Any], Any] | None, found: Any) -> Any:
    return found if found is None or write is None else write(found)


def _beyond(columns: list[Any], down: list[bool], keys: list[Any]) -> ColumnElement[bool]:
    """Rows after the key. One row comparison where all sorts run one way, for an index serves that as a range."""
    if len(set(down)) == 1:
        here, there = tuple_(*columns), tuple_(*keys)
        return here < there if down[0] else here > there
    steps = []
    for number, column in enumerate(columns):
        same = [before == key for before, key in zip(columns[:number], keys, strict=False)]
        steps.append(and_(*same, column < keys[number] if down[number] else column > keys[number]))
    return or_(*steps)


class _Tree:
    """The AND/OR tree of a search, as one condition."""

    def __init__(self, plan: _Plan):
        self.plan, self.leaves = plan, 0

    def condition(self, node: Any, depth: int = 1, at: str = "/where") -> ColumnElement[bool]:
        if not isinstance(node, dict) or depth > DEEPEST:
            raise Invalid.field(
                at,
                "too_deep" if isinstance(node, dict) else "malformed",
                f"A search is a tree of at most {DEEPEST} levels.",
            )
        if len(node) == 1 and (key := next(iter(node))) in ("and", "or", "not"):
            return self._group(key, node[key], depth, at)
        return self._leaf(node, at)

    def _group(self, key: str, inner: Any, depth: int, at: str) -> ColumnElement[bool]:
        if key == "not":
            return not_(self.condition(inner, depth + 1, f"{at}/not"))
        if not isinstance(inner, list) or not inner:
            raise Invalid.field(f"{at}/{key}", "malformed", "This needs a list of conditions.")
        join: Callable[..., ColumnElement[bool]] = and_ if key == "and" else or_
        return join(*(self.condition(each, depth + 1, f"{at}/{key}/{number}") for number, each in enumerate(inner)))

    def _leaf(self, node: dict[str, Any], at: str) -> ColumnElement[bool]:
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise Invalid.field(at, "too_many", f"At most {MOST_LEAVES} conditions.")
        if not {"field"} <= set(node) <= {"field", "op", "value"}:
            raise Invalid.field(at, "malformed", "A condition has field, op and value.")
        name = node["field"]
        if name == "q" and self.plan.kind.searchable:
            return self._text(node.get("value"), at)
        if name not in self.plan.kind.filters:
            raise Invalid.field(
                f"{at}/field",
                "unknown_field",
                f"'{name}' cannot be filtered; there are {', '.join(self.plan.kind.filters)}.",
            )
        return self._compare(self.plan.field(name), node.get("op", "eq"), node.get("value"), at)

    def _text(self, wanted: Any, at: str) -> ColumnElement[bool]:
        if not isinstance(wanted, str) or not wanted.strip() or len(wanted) > 200 or "\x00" in wanted:
            raise Invalid.field(f"{at}/value", "invalid", "Search for 1 to 200 characters.")
        column = self.plan.entity.search_text
        return and_(*(column.contains(needle(word), autoescape=True) for word in wanted.split()[:10]))

    def _compare(self, field: Field, op: Any, wanted: Any, at: str) -> ColumnElement[bool]:
        if op not in field.operators:
            raise Invalid.field(f"{at}/op", "unknown_operator", f"'{field.name}' knows {', '.join(field.operators)}.")
        try:
            return _condition(field, op, wanted)
        except ValidationError as error:
            raise Invalid.field(f"{at}/value", "wrong_type", f"{field.name}: {_first(error.messages)}") from error


def _condition(field: Field, op: str, wanted: Any) -> ColumnElement[bool]:
    if op == "null":
        return typing.cast("ColumnElement[bool]", field.column.is_(None) if _typed(bool, wanted) else field.column.is_not(None))
    if field.is_list:
        items = wanted if isinstance(wanted, list) else [wanted]
        return typing.cast("ColumnElement[bool]", field.column.overlap([_typed(get_args(field.hint)[0], item) for item in items]))
    if op == "in":
        if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100:
            raise ValidationError("'in' takes a list of 1 to 100 values.")
        return typing.cast("ColumnElement[bool]", field.column.in_([_typed(field.hint, item) for item in wanted]))
    value = _typed(field.hint, wanted)
    if op == "contains":
        return typing.cast("ColumnElement[bool]", field.column.icontains(value, autoescape=True))
    if op == "starts":
        return typing.cast("ColumnElement[bool]", field.column.istartswith(value, autoescape=True))
    return typing.cast("ColumnElement[bool]", COMPARE[op](field.column, value))


@lru_cache(maxsize=200)
def _reader(hint: Any) -> Any:
    return field_for(hint)


def _typed(hint: Any, value: Any) -> Any:
    """A filter's value in its type; query strings have only text, so '3' is a number and 'true' a truth where one is wanted."""
    if hint is bool and value in ("true", "false"):
        return value == "true"
    if hint is int and isinstance(value, str) and value.removeprefix("-").isdecimal():
        value = int(value[:12])
    if hint is str:
        if not isinstance(value, str) or len(value) > 500 or "\x00" in value:
            raise ValidationError("Not a text of at most 500 characters.")
        return value
    return _reader(hint).deserialize(value)


def _first(messages: Any) -> str:
    while isinstance(messages, dict | list) and messages:
        messages = next(iter(messages.values())) if isinstance(messages, dict) else messages[0]
    return str(messages)
