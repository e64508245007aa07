"""One reservation."""

from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.stock import ReserveStock
from crm_contracts.inventory.queries.stock import GetReservation
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_reservation_is_shown_as_it_was_made(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    made = crm.do(ReserveStock, keeper, product_id=given.stocked(5)["id"], qty="2", reference="Fair")

    assert crm.ask(GetReservation, keeper, reservation_id=made["id"]) == made
    with crm.refused(404):
        crm.ask(GetReservation, keeper, reservation_id=uuid4())
