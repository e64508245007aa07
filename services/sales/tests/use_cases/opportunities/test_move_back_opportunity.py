"""Back through the stages."""

from typing import Any

from crm_contracts.sales.commands.opportunities import MoveBackOpportunity
from crm_contracts.sales.queries.opportunities import ListStageHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_step_back_needs_a_reason(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, stage="proposal")
    back = {"opportunity_id": deal["id"], "version": deal["version"], "stage": "needs"}

    with crm.refused(422, "required", pointer="/reason"):
        crm.do(MoveBackOpportunity, rep, **back)
    moved = crm.do(MoveBackOpportunity, rep, **back, reason="They want another product")

    assert (moved["stage"], moved["probability"]) == ("needs", 25)
    row = crm.ask(ListStageHistory, rep, where={"field": "kind", "value": "stage"})["data"][0]
    assert (row["from_stage"], row["stage"], row["direction"]) == ("proposal", "needs", "back")
    assert (row["reason"], row["actor_id"]) == ("They want another product", str(rep.user_id))
