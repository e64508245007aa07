"""On through the stages."""

from typing import Any

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity, ChangeOpportunity, MoveBackOpportunity
from crm_contracts.sales.commands.processes import CreateProcess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def strict_process(crm: ServiceUnderTest) -> str:
    stages = [
        {"code": "demo", "name": "Demo", "probability": 20, "exit_criteria": [{"field": "amount", "label": "Budget known"}]},
        {"code": "offer", "name": "Offer", "probability": 50},
        {"code": "close", "name": "Close", "probability": 90, "entry_criteria": [{"field": "contacts", "label": "Buyer known"}]},
    ]
    made = crm.do(CreateProcess, crm.administrator(), name="Strict", stages=stages)
    return str(made["id"])


def test_a_deal_moves_on_with_the_probability_of_its_stage(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)

    step = crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=deal["version"])
    jump = crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=step["version"], stage="negotiation")

    assert (step["stage"], step["probability"]) == ("needs", 25)
    assert (jump["stage"], jump["probability"], jump["forecast_category"]) == ("negotiation", 75, "commit")
    event = crm.events("sales.opportunity.stage_changed.v1")[0]
    told = event["data"]
    assert (told["from_stage"], told["to_stage"], told["direction"], told["override"]) == (
        "qualification",
        "needs",
        "forward",
        False,
    )
    assert told["seconds_in_stage"] >= 0
    write_golden(event)


def test_forward_is_ahead_and_back_is_behind(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, stage="proposal")
    this = {"opportunity_id": deal["id"], "version": deal["version"]}

    with crm.refused(422, "not_ahead", pointer="/stage"):
        crm.do(AdvanceOpportunity, rep, **this, stage="needs")
    with crm.refused(422, "not_behind", pointer="/stage"):
        crm.do(MoveBackOpportunity, rep, **this, stage="closing", reason="x")
    with crm.refused(422, "unknown_stage", pointer="/stage"):
        crm.do(AdvanceOpportunity, rep, **this, stage="nowhere")
    last = crm.do(AdvanceOpportunity, rep, **this, stage="closing")
    with crm.refused(422, "last_stage"):
        crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=last["version"])


def test_what_is_not_filled_in_holds_a_deal_back(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, process_id=strict_process(crm))
    this = {"opportunity_id": deal["id"], "version": deal["version"]}

    with crm.refused(409, "exit_criteria_unmet") as problem:
        crm.do(AdvanceOpportunity, rep, **this, stage="close")
    assert [each["field"] for each in problem["unmet"]] == ["amount", "contacts"]

    filled = crm.do(ChangeOpportunity, rep, **this, amount={"amount": "5.00", "currency": "CNY"})
    assert crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=filled["version"])["stage"] == "offer"


def test_a_manager_may_override_with_a_reason(crm: ServiceUnderTest, given: Any) -> None:
    clerk = crm.person("sales.opportunity.advance:all", "sales.opportunity.read:all")
    manager = crm.person("sales.opportunity.*:all", "customers.*:all")
    deal = given.opportunity(manager, process_id=strict_process(crm))
    this = {"opportunity_id": deal["id"], "version": deal["version"], "override_reason": "The chairman asked"}

    with crm.refused(403, "forbidden"):
        crm.do(AdvanceOpportunity, clerk, **this)
    moved = crm.do(AdvanceOpportunity, manager, **this)

    assert moved["is_override"] is True
    told = crm.events("sales.opportunity.stage_changed.v1")[0]["data"]
    assert (told["override"], told["reason"]) == (True, "The chairman asked")


def test_closed_deals_do_not_move(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.lost(rep)

    with crm.refused(409, "illegal_transition") as problem:
        crm.do(AdvanceOpportunity, rep, opportunity_id=deal["id"], version=deal["version"])

    assert (problem["current"], problem["allowed"]) == ("lost", ["reopen"])
