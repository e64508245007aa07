"""Goods that purchasing expects and that leave for customers, by the functions that its documents call."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from crm_kit.caller import Caller
from crm_kit.testing.plans import analyze
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from inventory.domain.movement import Movement
from inventory.lookups.expected import Expected, expect
from inventory.lookups.ledger import post_moves
from inventory.lookups.places import location_of, outside, warehouse_or_default


@pytest.fixture(name="expect")
def expect_goods(crm: ServiceUnderTest) -> Callable[..., None]:
    """A purchase order's line is to bring so much."""

    def expecting(product: dict[str, Any], qty: int, due_on: dt.date | None = None, warehouse: Any = None) -> None:
        def do(work: Work) -> None:
            place = UUID(warehouse["id"]) if warehouse else warehouse_or_default(work, None).id
            line = Expected(
                id=uuid4(), product_id=UUID(product["id"]), warehouse_id=place, qty=Decimal(qty), due_on=due_on
            )  # fmt: skip
            expect(work, [line])

        within(crm, do)

    return expecting


@pytest.fixture
def ship(crm: ServiceUnderTest) -> Callable[..., None]:
    """So much of a product leaves the main warehouse for a customer."""

    def shipping(product: dict[str, Any], qty: int, day: dt.date) -> None:
        def do(work: Work) -> None:
            here = location_of(work, warehouse_or_default(work, None).id)
            movement = Movement(
                product_id=UUID(product["id"]), from_location_id=here, to_location_id=outside(work, "customer"), qty=Decimal(qty),
                posted_on=day, document_kind="delivery", document_id=uuid4(),
            )  # fmt: skip
            post_moves(work, [movement])

        within(crm, do)

    return shipping


def within(crm: ServiceUnderTest, do: Callable[[Work], None]) -> None:
    """Do it in one transaction of the tenant."""
    with Work(crm.app.sessions, Caller.for_system(crm.tenant_id, "inventory"), "*", "test", {}) as work:
        work.begin()
        do(work)
        work.finish(dict)


@pytest.fixture
def many(crm: ServiceUnderTest, given: Any) -> Callable[[int], None]:
    """Makes so many products with stock in two warehouses, as copies of one with all that was written about it."""

    def clone(count: int) -> None:
        product, east = given.stocked(5), given.warehouse("EAST")
        given.stock(product, 7, warehouse_id=east["id"])
        crm.rows(text(PRODUCTS).bindparams(id=UUID(product["id"]), count=count))
        for table in ("balances", "stock_moves", "stock_ledger"):
            crm.rows(text(OF_PRODUCTS.format(table=table)).bindparams(id=UUID(product["id"])))
        analyze("inventory")

    return clone


PRODUCTS = """
INSERT INTO products SELECT (jsonb_populate_record(products, jsonb_build_object(
  'id', gen_random_uuid(), 'code', 'S-' || lpad(n::text, 5, '0'), 'code_key', 's-' || n, 'same_key', 's ' || n))).*
FROM products, generate_series(1, :count) AS n WHERE products.id = :id RETURNING id
"""
OF_PRODUCTS = """
INSERT INTO {table} SELECT (jsonb_populate_record(
  {table}, jsonb_build_object('id', gen_random_uuid(), 'product_id', products.id, 'code', products.code))).*
FROM {table}, products WHERE {table}.product_id = :id AND products.id <> :id RETURNING id
"""
