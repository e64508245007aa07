"""One API key."""

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.queries import GetApiKey
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company

READ = [{"permission": "identity.api_key.read", "depth": "own"}]


def test_it_is_shown_without_its_token_and_only_to_whom_it_may_be(company: Company, crm: ServiceUnderTest) -> None:
    person, other = company.hire("identity.api_key.*:own"), company.hire("identity.api_key.*:own")
    key = crm.do(CreateApiKey, person.caller, name="k", limits=READ)

    shown = crm.ask(GetApiKey, person.caller, api_key_id=key["id"])

    assert shown == {name: value for name, value in key.items() if name != "token"}
    with crm.refused(404):
        crm.ask(GetApiKey, other.caller, api_key_id=key["id"])
