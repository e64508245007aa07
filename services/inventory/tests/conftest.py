"""Inventory under test."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from crm_contracts.inventory.commands.deliveries import CreateDelivery, PackDelivery, ShipDelivery
from crm_contracts.inventory.commands.notices import AcceptShipmentNotice, CreateShipmentNotice
from crm_contracts.inventory.commands.products import CreateProduct
from crm_contracts.inventory.commands.purchase_orders import CreatePurchaseOrder
from crm_contracts.inventory.commands.receipts import CreateReceipt
from crm_contracts.inventory.commands.stock import CreateStockAdjustment
from crm_contracts.inventory.commands.suppliers import CreateSupplier
from crm_contracts.inventory.commands.warehouses import ChangeInventorySettings, CreateWarehouse
from crm_contracts.inventory.queries.deliveries import GetDelivery
from crm_contracts.inventory.queries.notices import GetShipmentNotice
from crm_contracts.inventory.queries.purchasing import GetPurchaseOrder
from crm_contracts.inventory.queries.warehouses import GetInventorySettings, ListWarehouses
from crm_kit.caller import Caller
from crm_kit.messages import spec_of
from crm_kit.testing.service import ServiceUnderTest
from inventory.domain.balance import Balance
from inventory.domain.ledger_entry import LedgerEntry
from inventory.domain.stock_move import StockMove


def in_days(days: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)


class Given:
    """What tests start from, made by the public doors."""

    def __init__(self, crm: ServiceUnderTest):
        self.crm, self.in_days = crm, in_days
        self.keeper = crm.administrator()
        self.customer_id = uuid4()
        self._orders: dict[UUID, dict[str, Any]] = {}
        self.told: list[dict[str, Any]] = []

    # --- what there is -----------------------------------------------------------------------------------------------

    def product(self, **fields: Any) -> dict[str, Any]:
        """A product unlike others."""
        mark = uuid4().hex[:10]
        told = {"code": f"P-{mark}", "name": f"{mark} pump", **fields}
        return self.crm.do(CreateProduct, self.keeper, **told)

    def warehouse(self, code: str = "EAST", **fields: Any) -> dict[str, Any]:
        return self.crm.do(CreateWarehouse, self.keeper, **{"code": code, "name": f"Warehouse {code}", **fields})

    def main_warehouse(self) -> dict[str, Any]:
        """The one that every tenant begins with."""
        found = self.crm.ask(ListWarehouses, self.keeper, where={"field": "is_default", "value": True})["data"]
        return found[0]

    def stock(self, product: dict[str, Any], qty: Any = 100, unit_cost: Any = "10", **fields: Any) -> dict[str, Any]:
        """So much of a product comes into the main warehouse."""
        lines = [{"product_id": product["id"], "qty": str(qty), "unit_cost": str(unit_cost)}]
        told = {"kind": "in", "reason": "opening_balance", "lines": lines, **fields}
        return self.crm.do(CreateStockAdjustment, self.keeper, **told)

    def stocked(self, qty: Any = 100, unit_cost: Any = "10", **fields: Any) -> dict[str, Any]:
        """A product of which there is so much."""
        product = self.product(**fields)
        self.stock(product, qty, unit_cost)
        return product

    def settings(self, **changes: Any) -> dict[str, Any]:
        version = self.crm.ask(GetInventorySettings, self.keeper)["version"]
        return self.crm.do(ChangeInventorySettings, self.keeper, version=version, **changes)

    # --- orders, as sales tells of them ------------------------------------------------------------------------------

    def line(self, product: dict[str, Any], qty: Any = 10, **fields: Any) -> dict[str, Any]:
        """A line of an order."""
        told = {"id": uuid4(), "product_id": product["id"], "qty": str(qty), "uom": product["uom"], "net_price": "20"}
        return {**told, "due_on": None, "shipped": "0", "invoiced": "0", **fields}

    def order(self, *lines: dict[str, Any], event: str = "confirmed", version: int = 1, **fields: Any) -> dict[str, Any]:
        """An order that sales has told of; with `id` the next news of one."""
        order_id = fields.pop("id", None) or uuid4()
        before = self._orders.get(order_id) or _new_order(order_id, self.customer_id, self.keeper.user_id)
        order = {**before, "status": "confirmed", **({"lines": list(lines)} if lines else {}), **fields}
        self._orders[order_id] = order
        more = EVENT_FIELDS.get(event, {})
        news = self.crm.hear_data(f"sales.order.{event}.v1", order_id, {**order, **more}, aggregateversion=version, teampath="/1/")
        self.told.append(news)
        return order

    # --- how things stand --------------------------------------------------------------------------------------------

    def balance(self, product: dict[str, Any], warehouse: dict[str, Any] | None = None) -> tuple[Decimal, Decimal]:
        """On hand and reserved of a product, in a warehouse or in all of them."""
        sums = func.coalesce(func.sum(Balance.on_hand), 0), func.coalesce(func.sum(Balance.reserved), 0)
        wanted = select(*sums).where(Balance.product_id == UUID(product["id"]))
        inside = wanted.where(Balance.warehouse_id == UUID(warehouse["id"])) if warehouse else wanted
        ((on_hand, reserved),) = self.crm.rows(inside)
        return on_hand, reserved

    def moves(self, line_id: UUID) -> list[StockMove]:
        """The moves for an order's line, oldest first."""
        mine = select(StockMove).where(StockMove.order_line_id == line_id).order_by(StockMove.id)
        return [move for (move,) in self.crm.rows(mine)]

    def check_books(self) -> None:
        """On hand and value are the sums of the ledger, nothing is below zero, what is reserved is what the moves reserve."""
        places = (LedgerEntry.product_id, LedgerEntry.location_id)
        sums = (func.sum(LedgerEntry.qty), func.sum(LedgerEntry.value))
        ledger = select(*places, *sums).where(LedgerEntry.warehouse_id.is_not(None)).group_by(*places)
        booked = {tuple(row[:2]): tuple(row[2:]) for row in self.crm.rows(ledger)}
        origins = (StockMove.product_id, StockMove.from_location_id)
        kept = select(*origins, func.sum(StockMove.reserved_qty)).group_by(*origins)
        reserved = {tuple(row[:2]): row[2] for row in self.crm.rows(kept)}
        for (each,) in self.crm.rows(select(Balance)):
            place = (each.product_id, each.location_id)
            assert (each.on_hand, each.value) == booked.pop(place, (0, 0)), place
            assert each.reserved == reserved.get(place, 0), place
            assert 0 <= each.reserved <= each.on_hand, place
            assert each.value >= 0, place
        assert not booked
        assert tuple(self.crm.rows(select(*sums))[0]) in {(0, 0), (None, None)}


EVENT_FIELDS: dict[str, dict[str, Any]] = {
    "amended": {"diff": []},
    "held": {"reason": "Late"},
    "cancelled": {"reason": "Off", "remaining": []},
    "short_closed": {"reason": "Enough", "remaining": []},
    "fulfilment_changed": {"delivery_status": "none", "invoice_status": "none"},
}


def _new_order(order_id: UUID, account_id: UUID, owner_id: UUID) -> dict[str, Any]:
    ship_to = {"name": "Ada", "line1": "1 Engine St", "city": "London", "country": "GB"}
    return {
        "id": order_id, "number": f"SO-2026-{str(order_id)[-6:]}", "status": "confirmed", "account_id": account_id,
        "contact_id": None, "opportunity_id": None, "ordered_on": in_days(0), "ship_to": ship_to, "currency": "CNY",
        "total": {"amount": "200.00", "currency": "CNY"}, "billing_basis": "delivered", "terms_days": 30, "lines": [],
        "is_exception": False, "payment_status": "unpaid", "owner_id": owner_id,
    }  # fmt: skip


@pytest.fixture(scope="session")
def inventory() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("inventory")
    yield service
    service.close()


@pytest.fixture
def crm(inventory: ServiceUnderTest) -> ServiceUnderTest:
    return inventory.fresh()


@pytest.fixture
def given(crm: ServiceUnderTest) -> Given:
    return Given(crm)


@pytest.fixture
def keeper(given: Given) -> Caller:
    """Somebody who may do everything in inventory."""
    return given.keeper


class Shipping:
    """Goods on their way out, made by the public doors."""

    def __init__(self, given: Given):
        self.given, self.crm, self.keeper = given, given.crm, given.keeper

    def order(self, *quantities: Any, stock: Any = 100, **fields: Any) -> dict[str, Any]:
        """A confirmed order of as many products as quantities, of each of which there is so much."""
        return self.given.order(*(self.given.line(self.given.stocked(stock), qty) for qty in quantities or (10,)), **fields)

    def notice(self, order: dict[str, Any] | None = None, who: Caller | None = None, **fields: Any) -> dict[str, Any]:
        """A notice that is released, of everything the order has left."""
        order = order or self.order()
        return self.crm.do(
            CreateShipmentNotice, who or self.keeper, order_id=order["id"], **{"release_reason": "produced", **fields}
        )

    def act(self, message: type, record: dict[str, Any], who: Caller | None = None, **fields: Any) -> dict[str, Any]:
        """Do something with a record as it was last seen."""
        name = f"{spec_of(message).noun}_id"
        return self.crm.do(message, who or self.keeper, **{name: record["id"], "version": record["version"], **fields})

    def accepted(self, order: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
        return self.act(AcceptShipmentNotice, self.notice(order, **fields))

    def delivery(self, *notices: dict[str, Any], **fields: Any) -> dict[str, Any]:
        notices = notices or (self.accepted(),)
        return self.crm.do(CreateDelivery, self.keeper, notice_ids=[each["id"] for each in notices], **fields)

    def packed(self, *notices: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return self.act(PackDelivery, self.delivery(*notices), **fields)

    def shipped(self, *notices: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return self.act(ShipDelivery, self.packed(*notices), **fields)

    def again(self, notice: dict[str, Any]) -> dict[str, Any]:
        """The notice as it is now."""
        return self.crm.ask(GetShipmentNotice, self.keeper, shipment_notice_id=notice["id"])

    def delivery_again(self, delivery: dict[str, Any]) -> dict[str, Any]:
        return self.crm.ask(GetDelivery, self.keeper, delivery_id=delivery["id"])


class Buying:
    """Goods on their way in, made by the public doors."""

    def __init__(self, given: Given):
        self.given, self.crm, self.keeper = given, given.crm, given.keeper

    def supplier(self, **fields: Any) -> dict[str, Any]:
        """A supplier unlike others."""
        return self.crm.do(CreateSupplier, self.keeper, **{"name": f"Supplier {uuid4().hex[:8]}", **fields})

    def line(self, qty: Any = 10, unit_price: Any = "5", **fields: Any) -> dict[str, Any]:
        product_id = fields.pop("product_id", None) or self.given.product()["id"]
        return {"product_id": product_id, "qty": str(qty), "unit_price": str(unit_price), **fields}

    def order(self, *lines: dict[str, Any], who: Caller | None = None, **fields: Any) -> dict[str, Any]:
        """A draft of a purchase order."""
        told = {"supplier_id": fields.pop("supplier_id", None) or self.supplier()["id"], **fields}
        return self.crm.do(CreatePurchaseOrder, who or self.keeper, lines=list(lines) or [self.line()], **told)

    def sent(self, *lines: dict[str, Any], **fields: Any) -> dict[str, Any]:
        return self.order(*lines, send=True, **fields)

    def receipt(self, order: dict[str, Any], *quantities: Any, **fields: Any) -> dict[str, Any]:
        """What came of each line of the order; all of it unless quantities say less."""
        came = [*quantities] or [each["qty"] for each in order["lines"]]
        lines = [{"purchase_line_id": line["id"], "qty": str(qty)} for line, qty in zip(order["lines"], came, strict=False)]
        return self.crm.do(CreateReceipt, self.keeper, **{"lines": lines, **fields})

    def act(self, message: type, record: dict[str, Any], who: Caller | None = None, **fields: Any) -> dict[str, Any]:
        name = f"{spec_of(message).noun}_id"
        return self.crm.do(message, who or self.keeper, **{name: record["id"], "version": record["version"], **fields})

    def again(self, order: dict[str, Any]) -> dict[str, Any]:
        """The purchase order as it is now."""
        return self.crm.ask(GetPurchaseOrder, self.keeper, purchase_order_id=order["id"])


@pytest.fixture
def shipping(given: Given) -> Shipping:
    return Shipping(given)


@pytest.fixture
def buying(given: Given) -> Buying:
    return Buying(given)
