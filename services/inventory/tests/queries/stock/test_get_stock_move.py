"""One stock move."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.queries.stock import GetStockMove, ListStockMoves
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_move_tells_where_goods_went(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    given.stocked(10)
    (row,) = crm.ask(ListStockMoves, keeper)["data"]

    move = crm.ask(GetStockMove, keeper, move_id=row["id"])

    assert move == row
    assert move["to_location_id"] == given.main_warehouse()["location_id"]
    with crm.refused(404):
        crm.ask(GetStockMove, keeper, move_id=uuid4())
