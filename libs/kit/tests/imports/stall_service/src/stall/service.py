"""The stall's use cases and query, and what it imports."""

from __future__ import annotations

from typing import Any

from crm_kit.app import App
from crm_kit.imports.registry import take_imports
from crm_kit.listing import page
from crm_kit.messages import given
from crm_kit.work import Work
from stall import imports
from stall.domain import Item
from stall.importing import ItemImporter
from stall.words import ChangeItem, ListItems, PutItem

app = App("stall")
take_imports(app, imports, ItemImporter())


@app.handles(PutItem)
def put_item(command: PutItem, work: Work) -> Item:
    item = Item()
    item.put(given(command))
    return work.add(item)


@app.handles(ChangeItem)
def change_item(command: ChangeItem, work: Work) -> Item:
    item = work.get(Item, command.item_id, version=command.version)
    item.change(given(command))
    return item


@app.answers(ListItems)
def list_items(query: ListItems, work: Work) -> dict[str, Any]:
    return page(work, query, Item)
