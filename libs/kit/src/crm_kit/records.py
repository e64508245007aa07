"""The statements by which records are read."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, any_, bindparam, inspect, select
from sqlalchemy.orm import immediateload

from crm_kit.model import Aggregate

A = TypeVar("A", bound=Aggregate)
THE_IDS: Any = any_(bindparam("ids", type_=ARRAY(Uuid)))
"""Any of the `ids`, a list, that come with the statement, `Order.id == THE_IDS`: however many they are, the statement is made,
compiled and planned once."""


def alive(entity: type[Aggregate], deleted: bool = False) -> ColumnElement[bool]:
    """Those that are not deleted, or just those that are."""
    return entity.deleted_at.is_not(None) if deleted else entity.deleted_at.is_(None)


@cache
def one(entity: type[A], deleted: bool, lock: bool) -> Select[A]:
    """The record with the id `record_id`; made once, so that it is also compiled once.

    Its parts are read by that id, which is less work than by a list of ids that is one long.
    """
    parts = [immediateload(getattr(entity, each.key)) for each in inspect(entity).relationships if each.lazy == "selectin"]
    query = select(entity).where(entity.id == bindparam("record_id", type_=Uuid), alive(entity, deleted)).options(*parts)
    return query.with_for_update(of=entity) if lock else query
