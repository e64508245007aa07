"""Bringing deleted accounts back."""

from typing import Any

from crm_contracts.customers.commands.accounts import DeleteAccount, RestoreAccount
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_restored_account_is_what_it_was(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(email="a@acme.de", contacts=[{"full_name": "Ada"}])
    crm.do(DeleteAccount, rep, account_id=made["id"], version=1)

    crm.do(RestoreAccount, rep, account_id=made["id"], version=2)

    again = crm.ask(GetAccount, rep, account_id=made["id"])
    moved = {"version", "updated_at"}
    assert {name: again[name] for name in set(again) - moved} == {name: made[name] for name in set(made) - moved}
    assert again["version"] == 3
    write_golden(crm.events("customers.account.restored.v1")[0])


def test_it_is_recognised_again(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(email="a@acme.de")
    crm.do(DeleteAccount, rep, account_id=made["id"], version=1)
    crm.do(RestoreAccount, rep, account_id=made["id"], version=2)

    with crm.refused(409, "duplicate"):
        account("Other", email="a@acme.de")


def test_it_stays_deleted_where_another_has_taken_its_place(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(email="a@acme.de")
    crm.do(DeleteAccount, rep, account_id=made["id"], version=1)
    account("Other", email="a@acme.de")

    with crm.refused(409, "duplicate", "/email"):
        crm.do(RestoreAccount, rep, account_id=made["id"], version=2)


def test_the_person_behind_it_comes_back_too(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    person = account("王小明", kind="person")
    crm.do(DeleteAccount, rep, account_id=person["id"], version=1)

    crm.do(RestoreAccount, rep, account_id=person["id"], version=2)

    assert crm.ask(GetContact, rep, contact_id=person["person_id"])["full_name"] == "王小明"


def test_only_what_was_deleted_is_restored(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    with crm.refused(404):
        crm.do(RestoreAccount, rep, account_id=account()["id"], version=1)
