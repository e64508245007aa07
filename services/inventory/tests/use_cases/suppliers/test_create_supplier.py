"""Companies to buy from."""

import json
from typing import Any
from uuid import uuid4

from crm_contracts.inventory.commands.suppliers import CreateSupplier
from crm_contracts.inventory.queries.audit import ListHistory
from crm_contracts.inventory.queries.suppliers import GetSupplierBank
from crm_kit.testing.service import ServiceUnderTest, write_golden

ACME = {"name": "Acme Pumps Ltd", "tax_id": "GB123", "website": "https://acme.example", "email": "sales@acme.example"}


def test_without_an_account_customers_is_asked_to_make_one(crm: ServiceUnderTest, buying: Any) -> None:
    address = {"line1": "1 Mill Lane", "city": "Leeds", "country": "GB"}

    supplier = crm.do(CreateSupplier, buying.keeper, **ACME, contact_name="Jo", address=address, grade="A", lead_time_days=7)

    event = crm.events("inventory.supplier.created.v1")[0]
    assert (supplier["status"], supplier["currency"], supplier["number"][:8]) == ("active", "CNY", "SU-2026-")
    assert event["data"]["creates_account"] is True
    assert event["data"]["account_id"] == supplier["account_id"]
    write_golden(event)


def test_an_account_that_is_there_becomes_a_supplier(crm: ServiceUnderTest, buying: Any) -> None:
    account_id, survivor = uuid4(), uuid4()
    for each in (account_id, survivor):
        crm.hear_golden("customers.account.created.v1", id=each, name="Acme")
    crm.hear_golden("customers.account.merged.v1", survivor_id=survivor, merged_ids=[account_id])

    supplier = crm.do(CreateSupplier, buying.keeper, **ACME, account_id=account_id)

    assert supplier["account_id"] == str(survivor)
    assert crm.events("inventory.supplier.created.v1")[0]["data"]["creates_account"] is False
    with crm.refused(422, "unknown_account", "/account_id"):
        crm.do(CreateSupplier, buying.keeper, name="Other", account_id=uuid4())


def test_the_same_company_is_one_supplier(crm: ServiceUnderTest, buying: Any) -> None:
    first = crm.do(CreateSupplier, buying.keeper, **ACME)

    with crm.refused(409, "duplicate", "/name") as problem:
        crm.do(CreateSupplier, buying.keeper, name="ACME Pumps, Inc.")
    with crm.refused(409, "duplicate", "/tax_id"):
        crm.do(CreateSupplier, buying.keeper, name="Someone else", tax_id="GB123")

    assert problem["supplier_id"] == first["id"]


def test_a_bank_account_is_shown_to_nobody_without_the_right(crm: ServiceUnderTest, buying: Any) -> None:
    clerk = crm.person("inventory.supplier.read:all", "inventory.supplier.create:all")
    number = "DE89370400440532013000"

    supplier = crm.do(CreateSupplier, clerk, **ACME, bank_account=number, bank_name="Commerz")

    assert supplier["bank_account_masked"] == "••••3000"
    with crm.refused(403, "forbidden"):
        crm.ask(GetSupplierBank, clerk, supplier_id=supplier["id"])
    assert crm.ask(GetSupplierBank, buying.keeper, supplier_id=supplier["id"])["bank_account"] == number
    kept = json.dumps([crm.events(), crm.ask(ListHistory, buying.keeper)["data"]])
    assert number not in kept
