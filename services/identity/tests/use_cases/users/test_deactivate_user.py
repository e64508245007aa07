"""Somebody leaves."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import DeactivateUser
from crm_contracts.identity.queries import GetApiKey, ListHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import Company


def test_it_is_announced_with_the_successor_and_kept_with_reason(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person, successor = company.hire("sales.*:own"), company.hire()

    user = crm.do(DeactivateUser, admin, user_id=person.id, version=1, successor_id=successor.id, reason="moved to Oslo")

    assert (user["is_active"], user["successor_id"]) == (False, successor.id)
    event = crm.events("identity.user.deactivated.v1")[-1]
    assert (event["data"]["id"], event["data"]["is_active"], event["data"]["successor_id"]) == (person.id, False, successor.id)
    assert next(entry for entry in crm.ask(ListHistory, admin)["data"] if entry["entity"] == "user")["reason"] == "moved to Oslo"
    write_golden(event)


def test_sessions_end_and_keys_stop_for_good(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.api_key.*:own")
    session = company.sign_in(person)
    key = crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])

    crm.do(DeactivateUser, admin, user_id=person.id, version=1)

    for token in (session["token"], key["token"]):
        with crm.refused(401):
            company.resolve(token)
    with crm.refused(401):
        company.sign_in(person)
    assert crm.ask(GetApiKey, admin, api_key_id=key["id"])["revoked_at"] is not None


def test_the_last_administrator_cannot_leave_not_even_two_at_once(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = company.user(company.admin)["role_ids"]
    with crm.refused(409, "last_administrator"):
        crm.do(DeactivateUser, admin, user_id=company.admin.id, version=1)
    pair = [company.admin, company.hire(role_ids=role)]

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda one: crm.call(DeactivateUser, admin, user_id=one.id, version=1), pair))

    assert sorted(reply.get("problem", {}).get("code", "") for reply in replies) == ["", "last_administrator"]


def test_nobody_leaves_twice_nor_succeeds_themselves(company: Company, crm: ServiceUnderTest, admin: Caller, unknown: UUID) -> None:
    person = company.hire()

    with crm.refused(422, "self", "/successor_id"):
        crm.do(DeactivateUser, admin, user_id=person.id, version=1, successor_id=person.id)
    with crm.refused(422, "unknown_user", "/successor_id"):
        crm.do(DeactivateUser, admin, user_id=person.id, version=1, successor_id=unknown)
    crm.do(DeactivateUser, admin, user_id=person.id, version=1)
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(DeactivateUser, admin, user_id=person.id, version=2)
    assert problem["allowed"] == ["reactivate"]


def test_nobody_throws_out_whoever_may_do_more(company: Company, crm: ServiceUnderTest) -> None:
    clerk = company.hire("identity.*:all")

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(DeactivateUser, clerk.caller, user_id=company.admin.id, version=1)
