"""Showing accounts to others."""

from typing import Any

from crm_contracts.customers.commands.accounts import ChangeAccount, DeleteAccount, ShareAccount
from crm_contracts.customers.commands.contacts import LinkContact
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts, ListAccountShares, ListTimeline
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_colleague_sees_what_was_shared_and_changes_what_was_shared_to_write(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account()
    terms = {"account_id": made["id"], "grantee_kind": "user", "grantee_id": colleague.user_id}

    crm.do(ShareAccount, rep, **terms)

    assert [row["id"] for row in crm.ask(ListAccounts, colleague)["data"]] == [made["id"]]
    with crm.refused(404):
        crm.do(ChangeAccount, colleague, account_id=made["id"], version=1, region="Hesse")
    shared = crm.do(ShareAccount, rep, **terms, level="write")
    current = crm.ask(GetAccount, colleague, account_id=made["id"])["version"]
    assert crm.do(ChangeAccount, colleague, account_id=made["id"], version=current, region="Hesse")["region"] == "Hesse"
    assert crm.ask(ListAccountShares, rep, account_id=made["id"])["data"] == [shared]
    with crm.refused(404):
        crm.do(DeleteAccount, colleague, account_id=made["id"], version=current + 1)


def test_its_contacts_are_shared_only_where_that_is_wished(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account(contacts=[{"full_name": "Ada"}])
    ada = made["contacts"][0]["contact_id"]
    terms = {"account_id": made["id"], "grantee_kind": "user", "grantee_id": colleague.user_id}

    crm.do(ShareAccount, rep, **terms)
    assert crm.ask(GetAccount, colleague, account_id=made["id"])["contacts"] == []
    with crm.refused(404):
        crm.ask(GetContact, colleague, contact_id=ada)

    crm.do(ShareAccount, rep, **terms, with_children=True)
    assert crm.ask(GetContact, colleague, contact_id=ada)["full_name"] == "Ada"
    assert [each["contact_id"] for each in crm.ask(GetAccount, colleague, account_id=made["id"])["contacts"]] == [ada]


def test_contacts_that_one_may_not_share_are_not_shared(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any, contact: Any
) -> None:
    theirs = contact("Bob", by=colleague)
    made = account()
    crm.do(LinkContact, manager, account_id=made["id"], contact_id=theirs["id"])
    guest = crm.person("*:own", team="/1/9/")

    crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=guest.user_id, with_children=True)

    with crm.refused(404):
        crm.ask(GetContact, guest, contact_id=theirs["id"])


def test_it_tells_who_may_see_it_now(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    made = account()

    share = crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=colleague.user_id)

    (event,) = crm.events("customers.account.shared.v1")
    assert event["data"] == {
        "id": made["id"], "share_id": share["id"], "grantee_kind": "user", "grantee_id": str(colleague.user_id), "level": "read",
        "expires_at": None, "with_children": False,
    }  # fmt: skip
    write_golden(event)


def test_whom_it_is_shared_with_reads_what_happened_with_it(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account()
    crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=colleague.user_id)

    summaries = [entry["summary"] for entry in crm.ask(ListTimeline, colleague, account_id=made["id"])["data"]]

    assert summaries == ["The account was shared", "Account Acme was created"]


def test_only_owners_share(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    made = account()
    crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=colleague.user_id, level="write")

    with crm.refused(404):
        crm.do(ShareAccount, colleague, account_id=made["id"], grantee_kind="user", grantee_id=crm.person().user_id)
