"""Who did what in inventory."""

from typing import Any

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_contracts.inventory.queries.audit import ListHistory
from crm_kit.testing.service import ServiceUnderTest


def test_every_change_of_a_product_is_in_the_history(crm: ServiceUnderTest, given: Any) -> None:
    buyer, product = crm.person("inventory.product.*:all"), given.product()
    crm.do(ChangeProduct, buyer, product_id=product["id"], version=product["version"], brand="Acme")

    auditor = crm.person("inventory.history.read:all")
    rows = crm.ask(ListHistory, auditor, where={"field": "record_id", "value": product["id"]})["data"]

    assert [(row["use_case"], row["action"]) for row in rows] == [("change_product", "update"), ("create_product", "create")]
    assert (rows[0]["changes"]["brand"], rows[0]["actor_id"]) == (["", "Acme"], str(buyer.user_id))
    with crm.refused(403):
        crm.ask(ListHistory, crm.person("inventory.product.*:all"))


def test_balances_have_the_ledger_and_need_no_history(crm: ServiceUnderTest, given: Any, keeper: Any) -> None:
    given.stocked(10)

    entities = {row["entity"] for row in crm.ask(ListHistory, keeper, limit=200)["data"]}

    assert "stock_move" in entities
    assert "balance" not in entities
