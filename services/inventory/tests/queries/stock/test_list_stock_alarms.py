"""Safety-stock alarms."""

from typing import Any

from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_contracts.inventory.queries.stock import ListStockAlarms
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def watched(given: Any, qty: int = 10, safety: str = "5") -> dict[str, Any]:
    product: dict[str, Any] = given.product(safety_stock=[{"warehouse_id": given.main_warehouse()["id"], "qty": safety}])
    given.stock(product, qty)
    return product


def alarms(crm: ServiceUnderTest, who: Caller) -> list[tuple[str, str, str]]:
    return [(row["status"], row["on_hand"], row["projected"]) for row in crm.ask(ListStockAlarms, who)["data"]]


def test_one_alarm_is_raised_kept_up_to_date_and_closed(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = watched(given)

    def out(qty: str) -> None:
        lines = [{"product_id": product["id"], "qty": qty}]
        crm.do(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=lines)

    out("5")
    enough = alarms(crm, keeper)
    out("1")
    below = alarms(crm, keeper)
    out("1")
    lower = alarms(crm, keeper)
    given.stock(product, 2)

    assert (enough, below, lower) == ([], [("open", "4", "4")], [("open", "3", "3")])
    assert alarms(crm, keeper) == [("closed", "5", "5")]
    assert len(crm.events("inventory.safety_stock.breached.v1")) == 1
    write_golden(crm.events("inventory.safety_stock.breached.v1")[0])
    write_golden(crm.events("inventory.safety_stock.recovered.v1")[0])


def test_what_is_reserved_counts_as_gone(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = watched(given)

    order = given.order(given.line(product, 6))
    open_ones = alarms(crm, keeper)
    given.order(id=order["id"], event="cancelled", version=2, status="cancelled")

    assert open_ones == [("open", "10", "4")]
    assert alarms(crm, keeper) == [("closed", "10", "10")]


def test_what_is_to_come_counts_as_there(crm: ServiceUnderTest, given: Any, keeper: Caller, expect: Any) -> None:
    product = watched(given, qty=3)
    open_ones = alarms(crm, keeper)

    expect(product, 20, warehouse=given.main_warehouse())

    assert open_ones == [("open", "3", "3")]
    assert alarms(crm, keeper) == [("closed", "3", "23")]


def test_a_second_fall_is_another_alarm(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = watched(given, qty=3)
    given.stock(product, 10)
    lines = [{"product_id": product["id"], "qty": "10"}]
    crm.do(CreateStockAdjustment, keeper, kind="out", reason="loss", lines=lines)

    assert [status for status, _, _ in alarms(crm, keeper)] == ["open", "closed"]
    assert crm.ask(ListStockAlarms, keeper, where={"field": "code", "value": product["code"]}, count="exact")["count"] == 2
