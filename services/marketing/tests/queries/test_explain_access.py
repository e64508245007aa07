"""Who may do what in marketing."""

from typing import Any

from crm_contracts.marketing.queries.audit import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_explained_why_somebody_meets_a_record(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, other, boss = given.campaign(marketer), crm.person("marketing.*:own"), crm.administrator()

    def granted(who: Caller, entity: str = "campaign", record_id: str = campaign["id"]) -> bool:
        asked = {"entity": entity, "record_id": record_id, "action": "read", "subject": who.as_json()}
        return bool(crm.ask(ExplainAccess, boss, **asked)["granted"])

    assert (granted(marketer), granted(other)) == (True, False)
    assert granted(marketer, "plan", given.plan(marketer)["id"])
    with crm.refused(422, "unknown_entity"):
        granted(marketer, "invoice")
