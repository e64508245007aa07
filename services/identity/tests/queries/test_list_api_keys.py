"""API keys, page by page."""

from crm_contracts.identity.api_key_commands import CreateApiKey, RevokeApiKey
from crm_contracts.identity.queries import ListApiKeys
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

READ = [{"permission": "identity.api_key.read", "depth": "own"}]


def test_ones_own_and_everybodys_for_administrators(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.api_key.*:own")
    own = crm.do(CreateApiKey, person.caller, name="own", limits=READ)
    crm.do(CreateApiKey, admin, name="admin's", limits=READ)

    assert [key["id"] for key in crm.ask(ListApiKeys, person.caller)["data"]] == [own["id"]]
    assert [key["name"] for key in crm.ask(ListApiKeys, admin)["data"]] == ["admin's", "own"]


def test_the_revoked_stay_on_the_list_and_can_be_left_out(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    key = crm.do(CreateApiKey, admin, name="k", limits=READ)
    crm.do(RevokeApiKey, admin, api_key_id=key["id"], version=1)

    assert len(crm.ask(ListApiKeys, admin)["data"]) == 1
    assert crm.ask(ListApiKeys, admin, where={"field": "revoked_at", "op": "null", "value": True})["data"] == []
