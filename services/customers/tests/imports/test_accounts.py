"""Accounts from files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crm_contracts.customers import imports
from crm_contracts.customers.commands.accounts import ChangeAccount, CreateAccount
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts, ListTimeline
from crm_contracts.customers.queries.contacts import ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest, write_golden

Make = Callable[..., dict[str, Any]]
FULL = """公司名称,类型,行业,区域,级别,税号,网站,邮箱,电话,地址,城市,邮编,国家,客户编号,联系人,联系人邮箱
华为技术有限公司,customer;partner,通信,华南,a,91440300708461136T,www.huawei.example,info@huawei.example,0755-28780808,坂田1号,深圳,518129,中国,C-1,李雷,li@huawei.example
"""


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    return ImportsUnderTest(crm, imports)


def accounts(crm: ServiceUnderTest, who: Caller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = crm.ask(ListAccounts, who, sort="number")["data"]
    return found


def test_a_row_becomes_a_whole_account_with_its_contact(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "accounts", FULL.encode("gb18030"), options={"system": "erp"})

    (listed,) = accounts(crm, rep)
    made = crm.ask(GetAccount, rep, account_id=listed["id"])
    assert (run["encoding"], run["status"], made["number"][:2]) == ("gb18030", "completed", "A-")
    assert (made["name"], made["types"], made["level"]) == ("华为技术有限公司", ["customer", "partner"], "A")
    assert (made["phone"], made["website"]) == ("+8675528780808", "https://www.huawei.example")
    assert made["addresses"][0]["country"] == "CN"
    assert made["external_ids"] == [{"system": "erp", "id": "C-1"}]
    assert made["contacts"][0]["full_name"] == "李雷"
    types = [event["type"] for event in crm.events()]
    assert types == ["customers.account.created.v1", "customers.contact.created.v1", "customers.import.completed.v1"]
    write_golden(crm.events("customers.import.completed.v1")[0])


def test_what_is_imported_stands_on_the_timeline(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    files.run(rep, "accounts", "name,contact\nAcme,Ada Byron\n")

    (made,) = accounts(crm, rep)
    entries = crm.ask(ListTimeline, rep, account_id=made["id"])["data"]
    assert {entry["type"] for entry in entries} == {"customers.account.created.v1", "customers.contact.created.v1"}


def test_the_rules_are_those_of_a_single_account(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    head = "name,email,phone,level,country,website,kind\n"
    rows = "A,nonsense,,,,,\nB,,12,,,,\nC,,,Z,,,\nD,,,,Atlantis,,\nE,,,,,not a url,\nF,,,,,,cooperative\n"

    run = files.run(rep, "accounts", head + rows)

    assert files.outcomes(rep, run) == ["error"] * 6
    assert [row["errors"][0]["column"] for row in files.rows(rep, run)] == ["email", "phone", "level", "country", "website", "kind"]


@pytest.mark.parametrize(
    ("known", "row", "code"),
    [
        ({"email": "info@acme.example"}, "Other,info@acme.example,,", "duplicate"),
        ({"phone": "+49301234567"}, "Other,,+49 30 1234567,", "duplicate"),
        ({"website": "https://www.acme.example"}, "Other,me@acme.example,,", "duplicate"),
        ({}, "ACME Ltd.,,,", "possible_duplicate"),
        ({"region": "North"}, "Acme,,,north", "possible_duplicate"),
    ],
)
def test_what_is_there_already_is_recognised_as_in_a_single_account(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make, known: dict[str, Any], row: str, code: str
) -> None:  # fmt: skip
    account("Acme GmbH", **known)

    run = files.run(rep, "accounts", f"name,email,phone,region\n{row}\n")

    assert (files.outcomes(rep, run), files.codes(rep, run)) == (["duplicate"], [[code]])
    assert "Acme GmbH" in files.rows(rep, run)[0]["errors"][0]["message"]
    assert len(accounts(crm, rep)) == 1


def test_who_only_looks_alike_is_created_where_that_is_confirmed(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    account("Acme GmbH", email="info@acme.example")

    run = files.run(rep, "accounts", "name,email\nAcme Ltd,\nAcme,info@acme.example\n", options={"confirm_duplicates": True})

    assert files.outcomes(rep, run) == ["created", "duplicate"]


def test_a_name_in_another_region_is_another_account(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "accounts", "name,region\nAcme,North\nAcme,South\nAcme Ltd,north\nAcme,\n")

    assert files.outcomes(rep, run) == ["created", "created", "duplicate", "duplicate"]


def test_repeats_in_the_file_are_seen_by_every_exact_key(files: ImportsUnderTest, rep: Caller) -> None:
    run = files.run(rep, "accounts", "name,email,external id\nA,a@a.example,1\nB,b@b.example,1\nC,c@a.example,3\n")

    assert files.outcomes(rep, run) == ["created", "duplicate", "duplicate"]
    assert [row["errors"][0]["message"] for row in files.rows(rep, run)[1:]] == ["The same as row 2", "The same as row 2"]


def test_of_what_one_may_not_see_no_more_is_told_than_elsewhere(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller
) -> None:  # fmt: skip
    crm.do(CreateAccount, colleague, name="Secret Works", tax_id="DE 1", tax_country="DE")
    crm.do(CreateAccount, colleague, name="Hidden Works", email="info@hidden.example")

    run = files.run(rep, "accounts", "name,tax id,tax country,email\nA,DE1,DE,\nB,,,info@hidden.example\n")

    messages = [row["errors"][0]["message"] for row in files.rows(rep, run)]
    assert files.outcomes(rep, run) == ["duplicate", "duplicate"]
    assert "Secret Works" not in messages[0]
    assert "Hidden Works" in messages[1]


def test_upsert_changes_what_is_recognised_and_joins_lists(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    made = account(
        "Acme", email="info@acme.example", industry="Metal", types=["customer"],
        external_ids=[{"system": "erp", "id": "7"}], addresses=[{"line1": "Old Street 1", "city": "Bonn"}],
    )  # fmt: skip
    head = "name,email,industry,region,types,external id,address,city,phone\n"

    run = files.run(
        rep, "accounts", f"{head}Acme AG,info@acme.example,,North,partner,9,New Street 2,Berlin,+49 30 1234567\n", mode="upsert"
    )
    changed = crm.ask(GetAccount, rep, account_id=made["id"])

    assert (files.outcomes(rep, run), files.rows(rep, run)[0]["record_id"]) == (["updated"], made["id"])
    assert (changed["name"], changed["industry"], changed["region"]) == ("Acme AG", "Metal", "North")
    assert changed["types"] == ["customer", "partner"]
    assert [address["city"] for address in changed["addresses"]] == ["Bonn", "Berlin"]
    assert changed["external_ids"] == [{"system": "erp", "id": "7"}, {"system": "file", "id": "9"}]
    assert [event["type"] for event in crm.events()][-2] == "customers.account.updated.v1"


def test_what_an_account_is_after_an_upsert_is_recognised_from_then_on(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    account("Acme", email="info@acme.example")
    files.run(rep, "accounts", "name,email,phone\nAcme,info@acme.example,+49 30 1234567\n", mode="upsert")

    with crm.refused(409, "duplicate", "/phone"):
        account("Other", phone="+49301234567")


def test_a_row_that_means_two_accounts_changes_neither(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    account("Acme", email="info@acme.example")
    account("Beta", phone="+49301234567")

    run = files.run(rep, "accounts", "name,email,phone\nX,info@acme.example,+49 30 1234567\n", mode="upsert")

    assert (files.outcomes(rep, run), files.codes(rep, run)) == (["error"], [["ambiguous"]])


def test_fill_empty_only_leaves_what_is_known(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make) -> None:
    made = account("Acme", email="info@acme.example", industry="Metal")

    files.run(rep, "accounts", "name,email,industry,region\nAcme AG,info@acme.example,Wood,North\n", mode="fill_empty_only")
    filled = crm.ask(GetAccount, rep, account_id=made["id"])

    assert (filled["name"], filled["industry"], filled["region"]) == ("Acme", "Metal", "North")


def test_the_account_of_somebody_else_is_not_changed(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, colleague: Caller
) -> None:  # fmt: skip
    made = crm.do(CreateAccount, colleague, name="Acme", email="info@acme.example")

    run = files.run(rep, "accounts", "name,email\nMine,info@acme.example\n", mode="upsert")

    assert files.outcomes(rep, run) == ["duplicate"]
    assert crm.ask(GetAccount, colleague, account_id=made["id"])["version"] == 1


def test_an_owner_is_named_by_e_mail(crm: ServiceUnderTest, files: ImportsUnderTest, manager: Caller, rep: Caller) -> None:
    run = files.run(manager, "accounts", f"name,owner\nAcme,{rep.user_id}@crm.test\nBeta,nobody@crm.test\n")

    assert files.outcomes(manager, run) == ["created", "error"]
    (made,) = accounts(crm, rep)
    assert (made["name"], made["owner_id"]) == ("Acme", str(rep.user_id))


def test_a_personal_customer_is_a_contact_too(crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller) -> None:
    files.run(rep, "accounts", "name,kind,email\nAda Byron,person,ada@byron.example\n")

    (contact,) = crm.ask(ListContacts, rep)["data"]
    assert (contact["full_name"], contact["email"]) == ("Ada Byron", "ada@byron.example")


def test_contacts_are_brought_along_by_those_who_may(crm: ServiceUnderTest, files: ImportsUnderTest) -> None:
    somebody = crm.person("customers.account.*:own")

    run = files.run(somebody, "accounts", "name,contact\nAcme,Ada Byron\nBeta,\n")

    assert (files.outcomes(somebody, run), files.codes(somebody, run)) == (["error", "created"], [["forbidden"], []])


def test_undoing_takes_accounts_with_their_contacts_and_gives_changed_ones_back(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    known = account("Acme", email="info@acme.example", types=["customer"])
    rows = "Acme AG,info@acme.example,partner,\nBeta,info@beta.example,,Ada Byron\n"
    run = files.run(rep, "accounts", f"name,email,types,contact\n{rows}", mode="upsert")

    undone = files.undo(rep, run)

    back = crm.ask(GetAccount, rep, account_id=known["id"])
    assert (undone["counts"]["undone"], back["name"], back["types"]) == (2, "Acme", ["customer"])
    assert [each["name"] for each in accounts(crm, rep)] == ["Acme"]
    assert crm.ask(ListContacts, rep)["data"] == []
    again = files.run(rep, "accounts", "name,email\nBeta,info@beta.example\n")
    assert files.outcomes(rep, again) == ["created"]
    write_golden(crm.events("customers.import.undone.v1")[0])


def test_undoing_keeps_what_was_edited_and_what_something_points_at(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    run = files.run(rep, "accounts", "name\nEdited\nParent\nGone\n")
    edited, parent, _ = accounts(crm, rep)
    crm.do(ChangeAccount, rep, account_id=edited["id"], version=1, industry="Metal")
    account("Child", parent_id=parent["id"])

    undone = files.undo(rep, run)

    assert [row["undo"] for row in files.rows(rep, undone)] == ["kept", "kept", "undone"]


def test_a_key_that_somebody_took_meanwhile_is_not_taken_back(
    crm: ServiceUnderTest, files: ImportsUnderTest, rep: Caller, account: Make
) -> None:  # fmt: skip
    account("Acme", phone="+49301234567", external_ids=[{"system": "file", "id": "1"}])
    run = files.run(rep, "accounts", "name,phone,external id\nAcme,+49 30 7654321,1\n", mode="upsert")
    account("Taker", phone="+49301234567")

    undone = files.undo(rep, run)

    assert [row["undo"] for row in files.rows(rep, undone)] == ["kept"]
