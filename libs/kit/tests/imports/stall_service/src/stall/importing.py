"""Items from files."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from crm_kit.imports import attribution
from crm_kit.imports.columns import Field, as_truth, as_whole
from crm_kit.imports.importer import Batch, Row
from crm_kit.imports.keyed import KeyedImporter
from crm_kit.messages import given
from crm_kit.work import Work
from stall.domain import Item
from stall.words import ChangeItem, PutItem


class ItemImporter(KeyedImporter):
    collection, noun, command = "items", "stall.item", PutItem
    entity, keys, changes = Item, ("code",), ChangeItem
    fields = (
        Field("code", ("item code", "编码"), is_required=True),
        Field("name", ("item", "名称"), is_required=True),
        Field("colour", ("color",)),
        Field("pieces", ("qty",), read=as_whole),
        Field("is_fixed", ("fixed",), read=as_truth),
        *attribution.FIELDS,
    )

    def prepare(self, work: Work, batch: Batch) -> None:
        attribution.find_people(work, batch.open)

    def draft(self, work: Work, row: Row) -> Item:
        item = Item()
        attribution.give(work, item, row)
        item.put(given(row.command))
        return item

    def add(self, work: Work, rows: Sequence[Row]) -> None:
        for row in rows:
            attribution.backdate(work.add(row.record), row)

    def unchangeable(self, work: Work, records: Mapping[UUID, set[str]]) -> dict[UUID, str]:
        return {}

    def in_use(self, work: Work, ids: Collection[UUID]) -> set[UUID]:
        return set(work.session.scalars(select(Item.id).where(Item.id.in_(ids), Item.is_fixed)))

    def remove(self, work: Work, records: Sequence[Item]) -> None:
        for item in records:
            work.remove(item)
