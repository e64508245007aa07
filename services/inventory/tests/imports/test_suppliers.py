"""Suppliers from files."""

from __future__ import annotations

import pytest

from crm_contracts.inventory import imports
from crm_contracts.inventory.commands.suppliers import CreateSupplier, CreateSupplierPrice
from crm_contracts.inventory.queries.suppliers import GetSupplier, ListSuppliers
from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest

HEAD = "companyName,contactName,address,city,country,phone,homePage,tax id\n"


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    return ImportsUnderTest(crm, imports)


@pytest.fixture
def buyer(crm: ServiceUnderTest) -> Caller:
    return crm.person("inventory.*:all")


def test_a_row_becomes_a_supplier_of_whom_customers_hears(crm: ServiceUnderTest, files: ImportsUnderTest, buyer: Caller) -> None:
    rows = "Exotic Liquids,Charlotte Cooper,49 Gilbert St.,London,UK,(171) 555-2222,NULL,GB 1\n"

    run = files.run(buyer, "suppliers", HEAD + rows)

    made = crm.ask(GetSupplier, buyer, supplier_id=files.rows(buyer, run)[0]["record_id"])
    (event,) = crm.events("inventory.supplier.created.v1")
    assert (made["number"][:3], made["name"], made["contact_name"]) == ("SU-", "Exotic Liquids", "Charlotte Cooper")
    assert (made["phone"], made["address"]["country"], made["currency"]) == ("+441715552222", "GB", "CNY")
    assert (event["data"]["creates_account"], event["data"]["account_id"]) == (True, made["account_id"])


def test_a_supplier_is_recognised_by_name_and_tax_id(crm: ServiceUnderTest, files: ImportsUnderTest, buyer: Caller) -> None:
    crm.do(CreateSupplier, buyer, name="Exotic Liquids", tax_id="GB 1")
    rows = "EXOTIC LIQUIDS Ltd.,,,,,,,\nOther,,,,,,,GB 1\nNew,,,,,,,\nnew ltd,,,,,,,\n"

    run = files.run(buyer, "suppliers", HEAD + rows)

    assert files.outcomes(buyer, run) == ["duplicate", "duplicate", "created", "duplicate"]


def test_upsert_changes_a_supplier_but_not_where_the_money_goes(
    crm: ServiceUnderTest, files: ImportsUnderTest, buyer: Caller
) -> None:  # fmt: skip
    made = crm.do(CreateSupplier, buyer, name="Exotic Liquids", bank_account="DE02 1203 0000 0000 2020 51")

    run = files.run(buyer, "suppliers", "name,lead time,iban\nExotic Liquids,14,GB33 BUKB 2020 1555 5555 55\n", mode="upsert")

    changed = crm.ask(GetSupplier, buyer, supplier_id=made["id"])
    assert (files.outcomes(buyer, run), changed["lead_time_days"]) == (["updated"], 14)
    assert changed["bank_account_masked"] == made["bank_account_masked"]


def test_undoing_takes_suppliers_that_nothing_needs(
    crm: ServiceUnderTest, files: ImportsUnderTest, buyer: Caller, given
) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    run = files.run(buyer, "suppliers", "name\nNeeded\nGone\n")
    needed = files.rows(buyer, run)[0]["record_id"]
    price = {"amount": "1.00", "currency": "CNY"}
    crm.do(CreateSupplierPrice, buyer, supplier_id=needed, product_id=given.product()["id"], price=price)

    undone = files.undo(buyer, run)

    assert [row["undo"] for row in files.rows(buyer, undone)] == ["kept", "undone"]
    assert [each["name"] for each in crm.ask(ListSuppliers, buyer)["data"]] == ["Needed"]
