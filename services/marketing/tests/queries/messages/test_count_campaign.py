"""How a campaign stands."""

from typing import Any

from crm_contracts.marketing.commands.responses import RecordResponse
from crm_contracts.marketing.queries.messages import CountCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_messages_and_responses_are_counted_as_they_are_now(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = given.contact("Ada")
    given.contact("Silent", agrees=False)
    running = given.running(marketer)
    for kind in ("reply", "call", "reply"):
        crm.do(RecordResponse, marketer, campaign_id=running["id"], contact_id=ada, kind=kind)

    found = crm.ask(CountCampaign, marketer, campaign_id=running["id"])

    assert (found["planned"], found["suppressed"], found["sent"]) == (1, 1, 0)
    assert (found["replied"], found["other"], found["respondents"], found["by_machines"]) == (2, 1, 1, 0)
