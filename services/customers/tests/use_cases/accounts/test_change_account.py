"""Changing accounts."""

from typing import Any

import pytest

from crm_contracts.customers.commands.accounts import ChangeAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_what_is_sent_changes_and_the_rest_stays(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    before = account(region="Bavaria", industry="tools", addresses=[{"line1": "Ring 1"}])

    after = crm.do(ChangeAccount, rep, account_id=before["id"], version=1, region=None, level="B", types=["customer", "customer"])

    assert (after["version"], after["region"], after["level"], after["types"]) == (2, None, "B", ["customer"])
    assert (after["industry"], after["addresses"]) == ("tools", before["addresses"])
    (event,) = crm.events("customers.account.updated.v1")
    assert (event["aggregateversion"], event["data"]["level"]) == (2, "B")
    write_golden(event)


def test_a_change_that_changes_nothing_is_no_news(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    before = account(types=["partner"], addresses=[{"line1": "Ring 1"}])

    after = crm.do(
        ChangeAccount, rep, account_id=before["id"], version=1, name="Acme", types=["partner"], addresses=[{"line1": "Ring 1"}]
    )

    assert after["version"] == 1
    assert crm.events("customers.account.updated.v1") == []


def test_an_address_keeps_its_id_when_it_changes(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    before = account(addresses=[{"line1": "Ring 1"}, {"line1": "Ring 2"}])
    home = before["addresses"][0]

    after = crm.do(ChangeAccount, rep, account_id=before["id"], version=1, addresses=[{**home, "city": "Bonn"}])

    assert [(each["id"], each["city"]) for each in after["addresses"]] == [(home["id"], "Bonn")]


def test_whoever_read_an_older_version_is_told_what_changed(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account()
    crm.do(ChangeAccount, rep, account_id=made["id"], version=1, region="Hesse")

    with crm.refused(412, "stale") as problem:
        crm.do(ChangeAccount, rep, account_id=made["id"], version=1, region="Bavaria")

    assert problem["changed"] == ["region"]
    assert (problem["current"]["region"], problem["version"]) == ("Hesse", 2)


def test_others_cannot_change_it(crm: ServiceUnderTest, colleague: Caller, account: Any) -> None:
    made = account()

    for other in (colleague, crm.fresh().administrator()):
        with crm.refused(404):
            crm.do(ChangeAccount, other, account_id=made["id"], version=1, region="Hesse")
    with crm.refused(403):
        crm.do(ChangeAccount, crm.person("*.read:all"), account_id=made["id"], version=1, region="Hesse")


@pytest.mark.parametrize("field", ["status", "number", "owner_id", "kind", "created_by", "team_path", "domain", "person_id"])
def test_what_only_actions_change_is_no_field(crm: ServiceUnderTest, rep: Caller, account: Any, field: str) -> None:
    with crm.refused(422, "unknown_field", f"/{field}"):
        crm.do(ChangeAccount, rep, account_id=account()["id"], version=1, **{field: "x"})


def test_a_new_name_is_found_and_the_old_one_is_not(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account("Alpha")

    crm.do(ChangeAccount, rep, account_id=made["id"], version=1, name="Omega")

    assert [row["id"] for row in crm.ask(ListAccounts, rep, where={"field": "q", "value": "omeg"})["data"]] == [made["id"]]
    assert crm.ask(ListAccounts, rep, where={"field": "q", "value": "alph"})["data"] == []


def test_an_account_is_never_below_itself(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    top = account("Top")
    middle = account("Middle", parent_id=top["id"])
    bottom = account("Bottom", parent_id=middle["id"])

    for parent in (top, bottom):
        with crm.refused(422, "cycle", "/parent_id"):
            crm.do(ChangeAccount, rep, account_id=top["id"], version=1, parent_id=parent["id"])

    assert crm.do(ChangeAccount, rep, account_id=bottom["id"], version=1, parent_id=top["id"])["parent_id"] == top["id"]


def test_nobody_brought_themselves_along(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    first = account("First")
    second = account("Second", referred_by=first["id"])

    with crm.refused(422, "cycle", "/referred_by"):
        crm.do(ChangeAccount, rep, account_id=first["id"], version=1, referred_by=second["id"])


def test_a_hierarchy_has_ten_levels(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    above = account("Level 1")
    for level in range(2, 11):
        above = account(f"Level {level}", parent_id=above["id"])
    branch = account("Branch")
    account("Leaf", parent_id=branch["id"])

    with crm.refused(422, "too_deep", "/parent_id"):
        account("Level 11", parent_id=above["id"])
    with crm.refused(422, "too_deep", "/parent_id"):
        crm.do(ChangeAccount, rep, account_id=branch["id"], version=1, parent_id=above["parent_id"])


def test_a_parent_that_one_may_not_see_is_unknown(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    theirs, mine = account("Theirs", by=colleague), account("Mine")

    with crm.refused(422, "unknown_account", "/parent_id"):
        crm.do(ChangeAccount, rep, account_id=mine["id"], version=1, parent_id=theirs["id"])


def test_the_person_behind_a_personal_customer_follows(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person", email="xm@qq.com")

    crm.do(ChangeAccount, rep, account_id=person["id"], version=1, name="王大明", email="dm@qq.com")

    contact = crm.ask(GetContact, rep, contact_id=person["person_id"])
    assert (contact["full_name"], contact["email"], contact["version"]) == ("王大明", "dm@qq.com", 2)
    assert len(crm.events("customers.contact.updated.v1")) == 1
    assert crm.ask(GetAccount, rep, account_id=person["id"])["contacts"][0]["full_name"] == "王大明"
