"""Giving a key a new token."""

import datetime as dt
from typing import Any

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey, RevokeApiKey, RotateApiKey
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company, rows

NOW = dt.datetime.now(dt.UTC)
READ = [{"permission": "identity.user.read", "depth": "all"}]


@pytest.fixture
def key(crm: ServiceUnderTest, admin: Caller) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(CreateApiKey, admin, name="Import", limits=READ)
    return made


def test_without_an_overlap_the_old_one_stops_at_once(
    company: Company, crm: ServiceUnderTest, admin: Caller, key: dict[str, Any]
) -> None:
    rotated = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1)

    assert rotated["token"] != key["token"]
    assert company.resolve(rotated["token"])
    with crm.refused(401):
        company.resolve(key["token"])


def test_with_one_both_open_until_then(company: Company, crm: ServiceUnderTest, admin: Caller, key: dict[str, Any]) -> None:
    until = NOW + dt.timedelta(days=1)

    rotated = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1, old_valid_until=until)

    assert dt.datetime.fromisoformat(rotated["previous_valid_until"]) == until
    assert company.resolve(key["token"])["caller"] == company.resolve(rotated["token"])["caller"]
    rows("UPDATE api_keys SET previous_valid_until = now() WHERE id = %s", key["id"])
    assert company.resolve(rotated["token"])
    with crm.refused(401):
        company.resolve(key["token"])


def test_only_the_last_one_overlaps(company: Company, crm: ServiceUnderTest, admin: Caller, key: dict[str, Any]) -> None:
    until = NOW + dt.timedelta(days=1)
    second = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1, old_valid_until=until)
    third = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=2, old_valid_until=until)

    assert company.resolve(second["token"])
    assert company.resolve(third["token"])
    with crm.refused(401):
        company.resolve(key["token"])


@pytest.mark.parametrize("until", [NOW - dt.timedelta(seconds=1), NOW + dt.timedelta(days=31)])
def test_an_overlap_is_at_most_thirty_days(crm: ServiceUnderTest, admin: Caller, key: dict[str, Any], until: dt.datetime) -> None:
    with crm.refused(422, "out_of_range", "/old_valid_until"):
        crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1, old_valid_until=until)


def test_a_revoked_one_and_a_mightier_one_are_not_rotated(
    company: Company, crm: ServiceUnderTest, admin: Caller, key: dict[str, Any]
) -> None:
    with crm.refused(403, "exceeds_own_grants"):
        crm.do(RotateApiKey, company.hire("identity.api_key.*:all").caller, api_key_id=key["id"], version=1)
    crm.do(RevokeApiKey, admin, api_key_id=key["id"], version=1)

    with crm.refused(409, "illegal_transition"):
        crm.do(RotateApiKey, admin, api_key_id=key["id"], version=2)
