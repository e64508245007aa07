"""Orders are kept as sales tells of them, and stock is reserved for them."""

from typing import Any

from crm_contracts.inventory.commands.products import ChangeProduct
from crm_contracts.inventory.queries.notices import GetShipmentNotice
from crm_kit.model import new_id
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_confirmed_order_gets_its_stock_reserved(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(100)
    line = given.line(product, 30)

    order = given.order(line)

    (event,) = crm.events("inventory.stock.reserved.v1")
    assert given.balance(product) == (100, 30)
    assert event["subject"] == str(order["id"])
    told = {"qty": "30", "shortage": "0", "expected_date": None}
    places = {"line_id": str(line["id"]), "product_id": product["id"], "warehouse_id": given.main_warehouse()["id"]}
    assert event["data"]["lines"] == [places | told | {"problem": None}]
    given.check_books()
    write_golden(event)


def test_what_is_short_is_told_and_waits(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(20)
    line = given.line(product, 30)

    given.order(line)

    (event,) = crm.events("inventory.stock.reservation_failed.v1")
    told = event["data"]["lines"][0]
    assert (told["qty"], told["shortage"]) == ("20", "10")
    assert [(move.status, move.qty, move.reserved_qty) for move in given.moves(line["id"])] == [("partially_reserved", 30, 20)]
    write_golden(event)


def test_more_stock_goes_to_who_waited_longest(crm: ServiceUnderTest, given: Any) -> None:
    product = given.product()
    first, second = given.line(product, 30), given.line(product, 30)
    given.order(first)
    given.order(second)

    given.stock(product, 40)

    assert [given.moves(line["id"])[0].reserved_qty for line in (first, second)] == [30, 10]
    assert len(crm.events("inventory.stock.reserved.v1")) == 1
    given.check_books()


def test_the_other_warehouses_serve_what_the_first_has_not(crm: ServiceUnderTest, given: Any) -> None:
    product, east = given.stocked(10), given.warehouse("EAST")
    given.stock(product, 50, warehouse_id=east["id"])
    line = given.line(product, 30)

    given.order(line)

    assert given.balance(product, east) == (50, 20)
    assert sorted(move.reserved_qty for move in given.moves(line["id"])) == [10, 20]
    assert crm.events("inventory.stock.reserved.v1")[0]["data"]["lines"][0]["warehouse_id"] is None
    given.check_books()


def test_a_cancelled_order_gives_its_stock_to_who_waits(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(30)
    line, waiting = given.line(product, 30), given.line(product, 20)
    order = given.order(line)
    given.order(waiting)

    given.order(id=order["id"], event="cancelled", version=2, status="cancelled")

    assert [move.status for move in given.moves(line["id"])] == ["cancelled"]
    assert given.moves(waiting["id"])[0].status == "reserved"
    assert given.balance(product) == (30, 20)
    write_golden(crm.events("inventory.stock.unreserved.v1")[0])
    given.check_books()


def test_an_amended_order_wants_more_or_less(given: Any) -> None:
    product, other = given.stocked(100), given.stocked(100)
    line, gone = given.line(product, 30), given.line(other, 5)
    order = given.order(line, gone)

    given.order({**line, "qty": "50"}, id=order["id"], event="amended", version=2)
    more = given.balance(product)
    given.order({**line, "qty": "20"}, id=order["id"], event="amended", version=3)

    assert (more, given.balance(product), given.balance(other)) == ((100, 50), (100, 20), (100, 0))
    given.check_books()


def test_an_order_on_hold_keeps_its_stock(given: Any) -> None:
    product = given.stocked(100)
    order = given.order(given.line(product, 30))

    given.order(id=order["id"], event="held", version=2, status="on_hold")

    assert given.balance(product) == (100, 30)


def test_old_and_repeated_news_change_nothing(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(100)
    line = given.line(product, 30)
    order = given.order({**line, "qty": "50"}, event="amended", version=5)
    told = len(crm.events())

    given.order(line, id=order["id"], version=4)
    given.order({**line, "qty": "50"}, id=order["id"], event="amended", version=5)

    assert given.balance(product) == (100, 50)
    assert len(crm.events()) == told


def test_a_line_in_another_unit_reserves_what_that_is(given: Any) -> None:
    product = given.stocked(100, units=[{"uom": "box", "factor": "12"}])

    given.order(given.line(product, 3, uom="box"))

    assert given.balance(product) == (100, 36)


def test_a_line_with_another_product_keeps_that_one(given: Any) -> None:
    product, other = given.stocked(100), given.stocked(100)
    line = given.line(product, 30)
    order = given.order(line)

    given.order({**line, "product_id": other["id"]}, id=order["id"], event="amended", version=2)

    assert (given.balance(product), given.balance(other)) == ((100, 0), (100, 30))
    given.check_books()


def test_services_need_no_stock(crm: ServiceUnderTest, given: Any) -> None:
    given.order(given.line(given.product(kind="service"), 3))

    assert not [event for event in crm.events() if event["type"].startswith("inventory.stock.")]


def test_news_that_mean_the_same_here_make_older_ones_old(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(100)
    line = given.line(product, 30)
    order = given.order(line)
    told = len(crm.events())

    given.order({**line, "shipped": "5", "invoiced": "5"}, id=order["id"], event="fulfilment_changed", version=7)
    given.order({**line, "qty": "50"}, id=order["id"], event="amended", version=6)
    given.order({**line, "qty": "40"}, id=order["id"], event="amended", version=8)

    assert given.balance(product) == (100, 40)
    assert len(crm.events()) == told + 2
    given.check_books()


def test_nothing_is_kept_for_a_line_in_a_unit_that_its_product_has_not(crm: ServiceUnderTest, given: Any) -> None:
    product, other = given.stocked(100), given.stocked(100)

    given.order(given.line(product, 3, uom="pallet"), given.line(other, 5))

    (event,) = crm.events("inventory.stock.reservation_failed.v1")
    told = [(line["qty"], line["shortage"], line["problem"]) for line in event["data"]["lines"]]
    assert sorted(told, key=str) == [("0", "3", "unknown_unit"), ("5", "0", None)]
    assert (given.balance(product), given.balance(other)) == ((100, 0), (100, 5))


def test_a_unit_that_the_product_has_no_more_counts_as_it_did(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(100, units=[{"uom": "box", "factor": "12"}])
    line = given.line(product, 3, uom="box")
    order = given.order(line)

    crm.do(ChangeProduct, given.keeper, product_id=product["id"], version=product["version"], units=[])
    given.order({**line, "qty": "4"}, id=order["id"], event="amended", version=2)

    assert given.balance(product) == (100, 48)


# --- many at once ----------------------------------------------------------------------------------------------------


def test_of_orders_that_come_at_once_the_older_is_served_first(crm: ServiceUnderTest, given: Any) -> None:
    product, plenty = given.stocked(50), given.stocked(100)
    ids = [new_id() for _ in range(3)]
    lines = [given.line(product, 20) for _ in ids]

    with crm.waiting():
        for order_id, line in reversed([*zip(ids, lines, strict=True)]):
            given.order(line, given.line(plenty, 10), id=order_id)

    assert [given.moves(line["id"])[0].reserved_qty for line in lines] == [20, 20, 10]
    assert given.balance(plenty) == (100, 30)
    full, short = (crm.events(f"inventory.stock.{name}.v1") for name in ("reserved", "reservation_failed"))
    assert ({each["subject"] for each in full}, [each["subject"] for each in short]) == ({*map(str, ids[:2])}, [str(ids[2])])
    given.check_books()


def test_what_is_told_of_each_order_of_a_batch_was_caused_by_its_own_news(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(50)

    with crm.waiting():
        orders = [given.order(given.line(product, 5)) for _ in range(2)]

    heard = {each["subject"]: each["id"] for each in given.told}
    told = {each["subject"]: each["causationid"] for each in crm.events("inventory.stock.reserved.v1")}
    assert told == {str(order["id"]): heard[str(order["id"])] for order in orders}


def test_of_several_news_of_an_order_that_come_at_once_the_newest_counts(crm: ServiceUnderTest, given: Any) -> None:
    product = given.stocked(100)
    line = given.line(product, 30)

    with crm.waiting():
        order = given.order(line)
        given.order({**line, "qty": "50"}, id=order["id"], event="amended", version=3)
        given.order({**line, "qty": "40"}, id=order["id"], event="amended", version=2)

    assert given.balance(product) == (100, 50)
    assert [each["data"]["lines"][0]["qty"] for each in crm.events("inventory.stock.reserved.v1")] == ["50"]


def test_what_one_order_of_a_batch_lets_go_another_that_waits_gets(crm: ServiceUnderTest, given: Any, shipping: Any) -> None:
    product = given.stocked(30)
    kept, held, waiting = given.line(product, 20), given.line(product, 10), given.line(product, 25)
    first, second, _ = (given.order(each) for each in (kept, held, waiting))
    notice = shipping.notice(second)

    with crm.waiting():
        given.order(id=first["id"], event="cancelled", version=2, status="cancelled")
        given.order(id=second["id"], event="held", version=2, status="on_hold")

    assert [given.moves(each["id"])[0].status for each in (kept, waiting)] == ["cancelled", "partially_reserved"]
    assert given.balance(product) == (30, 30)
    assert crm.ask(GetShipmentNotice, given.keeper, shipment_notice_id=notice["id"])["is_frozen"]
    given.check_books()
