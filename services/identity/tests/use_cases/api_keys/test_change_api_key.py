"""Changing a key's bounds."""

from crm_contracts.identity.api_key_commands import ChangeApiKey, CreateApiKey, RevokeApiKey
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

READ = [{"permission": "identity.user.read", "depth": "all"}]


def test_what_is_sent_changes_and_counts_at_once(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = crm.do(CreateApiKey, admin, name="Import", limits=READ, rate_per_minute=5)
    own = [{"permission": "identity.user.read", "depth": "own"}]

    changed = crm.do(
        ChangeApiKey, admin, api_key_id=key["id"], version=1, limits=own, ip_allow=["192.0.2.0/24"], rate_per_minute=None
    )

    assert (changed["name"], changed["limits"], changed["version"]) == ("Import", own, 2)
    answer = company.resolve(key["token"])
    assert (answer["caller"]["limits"], answer["ip_allow"], answer["rate_per_minute"]) == (
        {"identity.user.read": "own"}, ["192.0.2.0/24"], None,
    )  # fmt: skip


def test_nobody_widens_it_beyond_their_own(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.api_key.*:own")
    key = crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(ChangeApiKey, person.caller, api_key_id=key["id"], version=1, limits=READ)
    with crm.refused(422, "in_the_past", "/expires_at"):
        crm.do(ChangeApiKey, person.caller, api_key_id=key["id"], version=1, expires_at="2020-01-01T00:00:00Z")


def test_a_revoked_one_and_somebody_elses_do_not_change(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = crm.do(CreateApiKey, admin, name="k", limits=READ)
    with crm.refused(404):
        crm.do(ChangeApiKey, company.hire("identity.*:own").caller, api_key_id=key["id"], version=1, name="mine")
    crm.do(RevokeApiKey, admin, api_key_id=key["id"], version=1)

    with crm.refused(409, "illegal_transition"):
        crm.do(ChangeApiKey, admin, api_key_id=key["id"], version=2, name="back")
