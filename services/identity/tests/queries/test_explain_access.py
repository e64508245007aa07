"""Why somebody can meet a record of identity."""

from crm_contracts.identity.queries import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_the_rules_that_grant_are_named(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    mine = company.team("Mine")
    mate = company.hire(team_id=company.team("Below", below=mine)["id"])
    boss = company.hire("identity.user.read:subtree", team_id=mine["id"])

    def why(action: str) -> tuple[bool, list[str]]:
        asked = {"entity": "user", "record_id": mate.id, "action": action, "subject": boss.caller.as_json()}
        answer = crm.ask(ExplainAccess, admin, **asked)
        return answer["granted"], [rule["rule"] for rule in answer["rules"] if rule["grants"]]

    assert why("read") == (True, ["permission", "subtree"])
    assert why("update") == (False, [])


def test_it_needs_the_permission(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire("identity.user.*:all")

    with crm.refused(403):
        crm.ask(ExplainAccess, person.caller, entity="user", record_id=person.id, subject=person.caller.as_json())
