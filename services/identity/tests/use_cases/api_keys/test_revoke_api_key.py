"""Stopping a key for good."""

import datetime as dt

from crm_contracts.identity.api_key_commands import CreateApiKey, RevokeApiKey, RotateApiKey
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

READ = [{"permission": "identity.user.read", "depth": "all"}]


def test_neither_its_token_nor_the_one_before_opens(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = crm.do(CreateApiKey, admin, name="k", limits=READ)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    rotated = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1, old_valid_until=tomorrow)

    revoked = crm.do(RevokeApiKey, admin, api_key_id=key["id"], version=2)

    assert revoked["revoked_at"] is not None
    for token in (key["token"], rotated["token"]):
        with crm.refused(401):
            company.resolve(token)
    with crm.refused(409, "illegal_transition"):
        crm.do(RevokeApiKey, admin, api_key_id=key["id"], version=3)


def test_nobody_stops_anothers(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = crm.do(CreateApiKey, admin, name="k", limits=READ)

    with crm.refused(404):
        crm.do(RevokeApiKey, company.hire("identity.api_key.*:own").caller, api_key_id=key["id"], version=1)
    assert company.resolve(key["token"])
