"""Taking accounts over from another system, as often as one likes."""

from typing import Any

from crm_contracts.customers.commands.accounts import ChangeAccount, UpsertAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

SAP = {"system": "sap", "external_id": "4711", "name": "Acme", "addresses": [{"line1": "Ring 1"}]}


def test_the_first_time_creates_the_second_changes_nothing_the_third_changes(crm: ServiceUnderTest, rep: Caller) -> None:
    first = crm.do(UpsertAccount, rep, **SAP)
    second = crm.do(UpsertAccount, rep, **SAP)
    third = crm.do(UpsertAccount, rep, **{**SAP, "name": "Acme Tools", "region": "Hesse"})

    assert first["external_ids"] == [{"system": "sap", "id": "4711"}]
    assert second == first
    assert (third["id"], third["name"], third["region"], third["version"]) == (first["id"], "Acme Tools", "Hesse", 2)
    assert len(crm.ask(ListAccounts, rep)["data"]) == 1
    assert len(crm.events("customers.account.updated.v1")) == 1


def test_the_same_id_in_another_system_is_another_account(crm: ServiceUnderTest, rep: Caller) -> None:
    one = crm.do(UpsertAccount, rep, **SAP)
    other = crm.do(UpsertAccount, rep, **{**SAP, "system": "oracle", "name": "Other"})

    assert one["id"] != other["id"]


def test_an_account_that_is_there_can_be_given_the_id(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(region="Hesse")
    crm.do(ChangeAccount, rep, account_id=made["id"], version=1, external_ids=[{"system": "sap", "id": "4711"}])

    crm.do(UpsertAccount, rep, **SAP)

    found = crm.ask(GetAccount, rep, account_id=made["id"])
    assert (found["region"], found["addresses"][0]["line1"]) == ("Hesse", "Ring 1")


def test_a_personal_customer_comes_with_its_person(crm: ServiceUnderTest, rep: Caller) -> None:
    made = crm.do(UpsertAccount, rep, **{**SAP, "kind": "person", "name": "王小明"})

    assert crm.ask(GetAccount, rep, account_id=made["id"])["contacts"][0]["full_name"] == "王小明"


def test_who_may_only_create_changes_nothing(crm: ServiceUnderTest, rep: Caller) -> None:
    crm.do(UpsertAccount, rep, **SAP)

    with crm.refused(404):
        crm.do(UpsertAccount, crm.person("customers.account.create:all"), **{**SAP, "name": "Mine"})
