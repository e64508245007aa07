"""Giving accounts to somebody else."""

from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.accounts import DeactivateAccount, ShareAccount, TransferAccount
from crm_contracts.customers.queries.accounts import GetAccount
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_the_new_owner_sees_it_and_the_old_one_does_not(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    made = account()

    given = crm.do(TransferAccount, rep, account_id=made["id"], version=1, owner_id=colleague.user_id, reason="moved north")

    assert (given["owner_id"], given["team_path"], given["version"]) == (str(colleague.user_id), "/1/3/", 2)
    assert crm.ask(GetAccount, colleague, account_id=made["id"])["id"] == made["id"]
    with crm.refused(404):
        crm.ask(GetAccount, rep, account_id=made["id"])


def test_it_tells_who_gave_what_to_whom(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    made = account()

    crm.do(TransferAccount, rep, account_id=made["id"], version=1, owner_id=colleague.user_id, cascade={"opportunities": True})

    (event,) = crm.events("customers.account.owner_changed.v1")
    assert (event["data"]["from_owner_id"], event["data"]["to_owner_id"]) == (str(rep.user_id), str(colleague.user_id))
    assert event["data"]["cascade"]["opportunities"] is True
    assert event["data"]["cascade"]["contacts"] is False
    assert crm.events("customers.account.updated.v1")[0]["data"]["owner_id"] == str(colleague.user_id)
    write_golden(event)


def test_its_state_stays_as_it_is(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    made = account()
    inactive = crm.do(DeactivateAccount, rep, account_id=made["id"], version=1)

    given = crm.do(TransferAccount, rep, account_id=made["id"], version=2, owner_id=colleague.user_id)

    moved = {"owner_id", "team_path", "version", "updated_at"}
    assert {name: given[name] for name in set(given) - moved} == {name: inactive[name] for name in set(inactive) - moved}


def test_its_contacts_go_along_only_where_that_is_wished(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, account: Any
) -> None:
    kept, taken = account("Kept", contacts=[{"full_name": "Ada"}]), account("Taken", contacts=[{"full_name": "Bob"}])

    crm.do(TransferAccount, rep, account_id=kept["id"], version=1, owner_id=colleague.user_id)
    crm.do(TransferAccount, rep, account_id=taken["id"], version=1, owner_id=colleague.user_id, cascade={"contacts": True})

    owners = [crm.ask(GetContact, manager, contact_id=made["contacts"][0]["contact_id"])["owner_id"] for made in (kept, taken)]
    assert owners == [str(rep.user_id), str(colleague.user_id)]


def test_the_person_behind_a_personal_customer_goes_along_always(
    crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any
) -> None:
    person = account("王小明", kind="person")

    crm.do(TransferAccount, rep, account_id=person["id"], version=1, owner_id=colleague.user_id)

    assert crm.ask(GetContact, colleague, contact_id=person["person_id"])["owner_id"] == str(colleague.user_id)


def test_nobody_who_left_becomes_an_owner(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made, gone_id = account(), uuid4()
    crm.introduce(gone_id, is_active=False)

    for owner_id, code in ((gone_id, "inactive_user"), (made["id"], "unknown_user")):
        with crm.refused(422, code, "/owner_id"):
            crm.do(TransferAccount, rep, account_id=made["id"], version=1, owner_id=owner_id)


def test_a_share_gives_no_right_to_give_away(crm: ServiceUnderTest, rep: Caller, colleague: Caller, account: Any) -> None:
    made = account()
    crm.do(ShareAccount, rep, account_id=made["id"], grantee_kind="user", grantee_id=colleague.user_id, level="write")

    with crm.refused(404):
        crm.do(TransferAccount, colleague, account_id=made["id"], version=1, owner_id=colleague.user_id)
