"""Making keys for programs."""

import datetime as dt
import re
from typing import Any
from uuid import UUID

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import ChangeUser
from crm_contracts.identity.queries import GetApiKey, ListUsers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

READ = [{"permission": "identity.user.read", "depth": "all"}]
SOON = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)


def create(crm: ServiceUnderTest, caller: Caller, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(CreateApiKey, caller, **{"name": "Import", "limits": READ, **fields})
    return made


def test_the_token_is_shown_once_and_opens(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = create(crm, admin)

    assert re.fullmatch(rf"crm_{UUID(key['id']).hex}_[A-Za-z0-9_-]{{43}}", key["token"])
    assert "token" not in crm.ask(GetApiKey, admin, api_key_id=key["id"])
    answer = company.resolve(key["token"])
    assert answer["caller"]["user_id"] == company.admin.id
    assert answer["caller"]["session_id"] == key["id"]
    assert answer["expires_at"] is None


def test_it_may_do_what_its_owner_may_within_its_limits(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.*:all")
    key = create(crm, person.caller, limits=[*READ, {"permission": "identity.team.*", "depth": "own"}])

    caller = Caller.from_json(company.resolve(key["token"])["caller"])
    assert (caller.depth("identity.user.read"), caller.depth("identity.team.create")) == ("all", "own")
    assert caller.depth("identity.user.update") == "none"
    assert crm.ask(ListUsers, caller)["data"]

    crm.do(ChangeUser, admin, user_id=person.id, version=1, role_ids=[])
    assert Caller.from_json(company.resolve(key["token"])["caller"]).depth("identity.user.read") == "none"


def test_its_bounds_are_what_was_said(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = create(crm, admin, expires_at=SOON, ip_allow=["10.1.2.3/8", "2001:db8::1"], rate_per_minute=90)

    answer = company.resolve(key["token"])

    assert answer["ip_allow"] == ["10.0.0.0/8", "2001:db8::1/128"]
    assert answer["rate_per_minute"] == 90
    assert dt.datetime.fromisoformat(answer["expires_at"]) == SOON


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"limits": []}, "/limits"), ({"limits": [{"permission": "sales", "depth": "own"}]}, "/limits/0/permission"),
        ({"limits": READ * 2}, "/limits/1/permission"), ({"ip_allow": ["10.0.0.0/8", "here"]}, "/ip_allow/1"),
        ({"rate_per_minute": 0}, "/rate_per_minute"), ({"expires_at": "2020-01-01T00:00:00Z"}, "/expires_at"),
        ({"expires_at": "2999-01-01T00:00:00"}, "/expires_at"), ({"name": ""}, "/name"), ({"token": "mine"}, "/token"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(crm: ServiceUnderTest, admin: Caller, fields: dict[str, Any], pointer: str) -> None:
    with crm.refused(422, pointer=pointer):
        create(crm, admin, **fields)


def test_nobody_makes_a_key_that_promises_more_than_they_have(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire("identity.api_key.*:own", "identity.user.read:own")

    with crm.refused(403, "exceeds_own_grants"):
        create(crm, person.caller)


def test_for_somebody_else_only_as_far_as_the_permission_goes(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.user.read:all", "identity.api_key.*:own")
    clerk = company.hire("identity.user.read:all", "identity.api_key.*:all")

    with crm.refused(404):
        create(crm, person.caller, user_id=clerk.id)
    with crm.refused(403, "exceeds_own_grants"):
        create(crm, clerk.caller, user_id=company.admin.id)
    assert create(crm, clerk.caller, user_id=person.id)["owner_id"] == person.id


def test_a_key_makes_no_mightier_key(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    limits = [{"permission": "identity.api_key.*", "depth": "own"}]
    caller = Caller.from_json(company.resolve(create(crm, admin, limits=limits)["token"])["caller"])

    assert create(crm, caller, limits=limits)
    with crm.refused(403, "exceeds_own_grants"):
        create(crm, caller)


def test_another_secret_under_the_same_id_opens_nothing(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = create(crm, admin)

    for token in (key["token"][:-1] + ("A" if key["token"][-1] != "A" else "B"), key["token"][:37], key["token"] + "A"):
        with crm.refused(401):
            company.resolve(token)
