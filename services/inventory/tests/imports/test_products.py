"""Products from files."""

from __future__ import annotations

from uuid import uuid4

import pytest

from crm_contracts.inventory import imports
from crm_contracts.inventory.commands.products import ChangeProduct, CreateProduct
from crm_contracts.inventory.queries.products import GetProduct, ListProducts
from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest, write_golden

HEAD = "productID,productName,quantityPerUnit,unitPrice,currency,discontinued\n"


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    return ImportsUnderTest(crm, imports)


@pytest.fixture
def keeper(crm: ServiceUnderTest) -> Caller:
    return crm.person("inventory.*:all")


def test_a_row_becomes_a_product(crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller) -> None:
    run = files.run(keeper, "products", f"{HEAD}1,Chai,10 boxes x 20 bags,18.00,USD,0\n2,Chang,24 bottles,19,,1\n")

    first, second = (crm.ask(GetProduct, keeper, product_id=row["record_id"]) for row in files.rows(keeper, run))
    assert (first["code"], first["name"], first["spec"]) == ("1", "Chai", "10 boxes x 20 bags")
    assert (first["list_price"], first["status"]) == ({"amount": "18.00", "currency": "USD"}, "active")
    assert (second["list_price"]["currency"], second["status"]) == ("CNY", "phased_out")
    assert sorted(event["data"]["code"] for event in crm.events("inventory.product.created.v1")) == ["1", "2"]
    write_golden(crm.events("inventory.import.completed.v1")[0])


def test_the_rules_are_those_of_a_single_product(files: ImportsUnderTest, keeper: Caller) -> None:
    rows = "A,Chai,,many,,\nB,,,,,\nC,Chang,,1.005,USD,\nD,Tea,,1,XXQ,\nE,Milk,,1,,perhaps\nF,Juice,,,USD,\n"

    run = files.run(keeper, "products", HEAD + rows)

    assert files.outcomes(keeper, run) == ["error"] * 5 + ["created"]
    assert [row["errors"][0]["column"] for row in files.rows(keeper, run)[:5]] == [
        "unitPrice", "productName", "unitPrice", "currency", "discontinued",
    ]  # fmt: skip


def test_what_is_there_already_is_recognised_by_code_by_name_and_by_likeness(
    crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller
) -> None:  # fmt: skip
    crm.do(CreateProduct, keeper, code="P-1", name="Centrifugal pump CP 200", spec="steel")
    pumps = "p-1,Something else,\nP-2,Centrifugal pump CP200,steel\nP-3,Centrifugal pump CP 201,steel\n"

    run = files.run(keeper, "products", f"code,name,spec\n{pumps}P-4,Valve,\nP-4,Other valve,\nP-5,Valve,\n")

    assert files.codes(keeper, run) == [["duplicate"], ["duplicate"], ["possible_duplicate"], [], ["duplicate"], ["duplicate"]]


def test_likeness_passes_where_it_is_confirmed(crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller) -> None:
    content = "code,name\nP-1,Centrifugal pump CP 200\nP-2,Centrifugal pump CP 201\n"

    tried = files.try_out(keeper, "products", content)
    run = files.run(keeper, "products", content, options={"confirm_duplicates": True})

    assert files.codes(keeper, tried) == [[], ["possible_duplicate"]]
    assert files.outcomes(keeper, run) == ["created", "created"]


def test_the_nearest_of_many_near_names_is_found(crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller) -> None:
    others = "".join(f"N-{number},Centrifugal pump {uuid4().hex[:12]}\n" for number in range(60))
    files.run(keeper, "products", f"code,name\n{others}P-1,Centrifugal pump CP 200\n", options={"confirm_duplicates": True})

    tried = files.try_out(keeper, "products", "code,name\nP-2,Centrifugal pump CP 201\n")

    assert files.codes(keeper, tried) == [["possible_duplicate"]]
    with crm.refused(409, "possible_duplicate") as problem:
        crm.do(CreateProduct, keeper, code="P-2", name="Centrifugal pump CP 201")
    assert problem["candidates"][0]["code"] == "P-1"


def test_upsert_changes_a_product_by_its_code(crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller) -> None:
    made = crm.do(
        CreateProduct, keeper, code="P-1", name="Pump", category="Pumps", list_price={"amount": "10.00", "currency": "USD"}
    )

    run = files.run(keeper, "products", "code,name,price,currency,unit\nP-1,Pump,12.5,USD,\nP-2,Valve,,,\n", mode="upsert")

    changed = crm.ask(GetProduct, keeper, product_id=made["id"])
    assert files.outcomes(keeper, run) == ["updated", "created"]
    assert (changed["list_price"]["amount"], changed["category"], changed["version"]) == ("12.50", "Pumps", 2)


def test_a_name_that_another_product_has_is_not_taken(crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller) -> None:
    crm.do(CreateProduct, keeper, code="P-1", name="Pump", spec="steel")
    crm.do(CreateProduct, keeper, code="P-2", name="Valve", spec="steel")

    run = files.run(keeper, "products", "code,name\nP-2,Pump\n", mode="upsert")

    assert files.outcomes(keeper, run) == ["duplicate"]


def test_unit_and_kind_stay_once_goods_have_moved(crm: ServiceUnderTest, files: ImportsUnderTest, given) -> None:  # type: ignore[no-untyped-def]
    product = given.product()
    given.stock(product, 5)

    run = files.run(given.keeper, "products", f"code,name,unit\n{product['code']},{product['name']},box\n", mode="upsert")

    assert files.codes(given.keeper, run) == [["in_use"]]


def test_undoing_takes_products_that_nothing_needs_and_gives_changed_ones_back(
    crm: ServiceUnderTest, files: ImportsUnderTest, keeper: Caller
) -> None:  # fmt: skip
    known = crm.do(CreateProduct, keeper, code="P-1", name="Pump", list_price={"amount": "10.00", "currency": "USD"})
    rows = "P-1,Big pump,12.5,USD\nP-2,Valve,,\nP-3,Gasket,,\n"
    run = files.run(keeper, "products", f"code,name,price,currency\n{rows}", mode="upsert")
    edited = files.rows(keeper, run)[2]["record_id"]
    crm.do(ChangeProduct, keeper, product_id=edited, version=1, brand="Own")

    undone = files.undo(keeper, run)

    back = crm.ask(GetProduct, keeper, product_id=known["id"])
    assert [row["undo"] for row in files.rows(keeper, undone)] == ["undone", "undone", "kept"]
    assert (back["name"], back["list_price"]["amount"]) == ("Pump", "10.00")
    assert [each["code"] for each in crm.ask(ListProducts, keeper, sort="code")["data"]] == ["P-1", "P-3"]
    assert crm.events("inventory.product.blocked.v1")[0]["data"]["code"] == "P-2"
    write_golden(crm.events("inventory.import.undone.v1")[0])


def test_products_are_imported_by_those_alone_who_may(crm: ServiceUnderTest, files: ImportsUnderTest) -> None:
    reader = crm.person("inventory.product.read:all", "inventory.product.create:all")

    with crm.refused(403, "forbidden"):
        files.upload(reader, "products", "code,name\nA,Pump\n")
