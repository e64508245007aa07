"""Suppliers are accounts."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.customers.commands.accounts import DeleteAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

TYPE = "inventory.supplier.created.v1"
ADDRESS = {"line1": "Rue 1", "line2": "", "city": "Lyon", "region": "", "postal_code": "69001", "country": "FR"}


@pytest.fixture
def buyer(crm: ServiceUnderTest) -> Caller:
    return crm.person("*:own", team="/1/5/")


def tell(crm: ServiceUnderTest, buyer: Caller, account_id: UUID | str, **changes: Any) -> dict[str, Any]:
    told = {
        "id": uuid4(), "number": "S-1", "name": "Acier", "account_id": account_id, "status": "active", "terms_days": 30,
        "lead_time_days": 5, "currency": "EUR", "creates_account": True, "contact_name": "Anne Lebrun",
        "email": "info@acier.example", "phone": "+33478000000", "website": None,
        "tax_id": "FR 12", "address": ADDRESS, "owner_id": buyer.user_id,
    }  # fmt: skip
    return crm.hear_golden(TYPE, **{**told, **changes})


def test_the_account_is_made_under_the_id_that_inventory_gave_it(crm: ServiceUnderTest, buyer: Caller) -> None:
    account_id = uuid4()

    tell(crm, buyer, account_id)

    account = crm.ask(GetAccount, buyer, account_id=account_id)
    assert (account["name"], account["types"], account["domain"]) == ("Acier", ["supplier"], "acier.example")
    assert (account["email"], account["phone"]) == ("info@acier.example", "+33478000000")
    assert (account["tax_id"], account["tax_country"], account["addresses"][0]["city"]) == ("FR 12", "FR", "Lyon")
    assert (account["owner_id"], account["team_path"]) == (str(buyer.user_id), "/1/5/")
    assert [each["full_name"] for each in account["contacts"]] == ["Anne Lebrun"]


def test_a_supplier_of_whom_only_the_name_is_known_is_an_account_too(crm: ServiceUnderTest, buyer: Caller) -> None:
    account_id, nothing = uuid4(), {"email": None, "phone": None, "tax_id": None, "address": None, "contact_name": ""}

    tell(crm, buyer, account_id, **nothing)

    account = crm.ask(GetAccount, buyer, account_id=account_id)
    assert (account["name"], account["addresses"], account["contacts"]) == ("Acier", [], [])


def test_the_same_news_again_makes_nothing_twice(crm: ServiceUnderTest, buyer: Caller) -> None:
    account_id = uuid4()
    envelope = tell(crm, buyer, account_id)

    crm.hear(envelope)
    tell(crm, buyer, account_id)

    assert len(crm.ask(ListAccounts, buyer)["data"]) == 1
    assert crm.events("customers.account.merged.v1") == crm.events("customers.account.updated.v1") == []


def test_a_new_account_that_is_there_already_is_merged_into_it(crm: ServiceUnderTest, buyer: Caller, account: Any) -> None:
    survivor, account_id = account("Acier SA", by=buyer, website="https://acier.example", types=["customer"]), uuid4()

    tell(crm, buyer, account_id)

    answer = crm.ask(GetAccount, buyer, account_id=account_id)
    assert (answer["id"], answer["merged_into"], answer["name"]) == (survivor["id"], survivor["id"], "Acier SA")
    assert answer["types"] == ["customer", "supplier"]
    (event,) = crm.events("customers.account.merged.v1")
    assert (event["data"]["survivor_id"], event["data"]["merged_ids"]) == (survivor["id"], [str(account_id)])


def test_an_existing_account_becomes_a_supplier_once_and_keeps_what_it_is(
    crm: ServiceUnderTest, buyer: Caller, account: Any
) -> None:
    made = account("Globex", by=buyer, types=["customer"])

    tell(crm, buyer, made["id"], creates_account=False)
    tell(crm, buyer, made["id"], creates_account=False)

    answer = crm.ask(GetAccount, buyer, account_id=made["id"])
    assert (answer["name"], answer["types"], answer["email"], answer["contacts"]) == ("Globex", ["customer", "supplier"], None, [])
    assert len(crm.events("customers.account.updated.v1")) == 1


def test_an_account_that_was_deleted_meanwhile_stays_as_it_is(crm: ServiceUnderTest, buyer: Caller, account: Any) -> None:
    made = account("Globex", by=buyer)
    crm.do(DeleteAccount, buyer, account_id=made["id"], version=1)

    tell(crm, buyer, made["id"], creates_account=False)

    assert crm.events("customers.account.updated.v1") == []
    with crm.refused(404):
        crm.ask(GetAccount, buyer, account_id=made["id"])


def test_an_account_that_nobody_knows_is_not_made_up(crm: ServiceUnderTest, buyer: Caller) -> None:
    account_id = uuid4()

    tell(crm, buyer, account_id, creates_account=False)

    with crm.refused(404):
        crm.ask(GetAccount, buyer, account_id=account_id)
