"""Who did what in marketing."""

from typing import Any

from crm_contracts.marketing.commands.campaigns import ChangeCampaign
from crm_contracts.marketing.queries.audit import ListHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_change_is_in_the_history(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)
    given.step(ChangeCampaign, marketer, campaign, goal="More leads")

    auditor = crm.person("marketing.history.read:all")
    asked = {"and": [{"field": "record_id", "value": campaign["id"]}, {"field": "entity", "value": "campaign"}]}
    rows = crm.ask(ListHistory, auditor, where=asked)["data"]

    assert [(row["use_case"], row["action"]) for row in rows] == [("change_campaign", "update"), ("create_campaign", "create")]
    assert rows[0]["changes"]["goal"] == ["", "More leads"]
    assert rows[0]["actor_id"] == str(marketer.user_id)
    with crm.refused(403):
        crm.ask(ListHistory, marketer.__class__(tenant_id=crm.tenant_id, user_id=marketer.user_id))
