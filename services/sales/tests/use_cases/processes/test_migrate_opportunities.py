"""From one version of a process to another."""

from typing import Any

import pytest

from crm_contracts.sales.commands.processes import ChangeProcess, CreateProcess, MigrateOpportunities
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListStageHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

DEMO = {"code": "demo", "name": "Demo", "probability": 20, "max_days": 10, "steps": ["Show it"]}


OFFER = {"code": "offer", "name": "Offer", "probability": 60}


CLOSE = {"code": "close", "name": "Close", "probability": 90, "exit_criteria": [{"field": "amount"}]}


@pytest.fixture
def boss(crm: ServiceUnderTest) -> Caller:
    return crm.administrator()


def quick(crm: ServiceUnderTest, boss: Caller, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(CreateProcess, boss, name="Quick", stages=[DEMO, OFFER], **more)
    return made


def test_deals_are_migrated_by_a_map(crm: ServiceUnderTest, given: Any, boss: Caller) -> None:
    made = quick(crm, boss)
    deals = [given.opportunity(boss, process_id=made["id"], stage=stage) for stage in ("demo", "offer")]
    lost = given.lost(boss, process_id=made["id"])
    crm.do(ChangeProcess, boss, process_id=made["id"], version=made["version"], stages=[DEMO, CLOSE])
    migrate = {"process_id": made["id"], "from_version": 1, "to_version": 2}

    with crm.refused(422, "unmapped_stage", pointer="/stages"):
        crm.do(MigrateOpportunities, boss, **migrate, stages={"demo": "demo"})
    with crm.refused(422, "unknown_stage", pointer="/stages/offer"):
        crm.do(MigrateOpportunities, boss, **migrate, stages={"demo": "demo", "offer": "offer"})
    with crm.refused(422, "unknown_version", pointer="/to_version"):
        crm.do(MigrateOpportunities, boss, **{**migrate, "to_version": 9}, stages={"demo": "demo", "offer": "close"})
    done = crm.do(MigrateOpportunities, boss, **migrate, stages={"demo": "demo", "offer": "close"})

    assert done == {"migrated": 2, "remaining": 0}
    now = [crm.ask(GetOpportunity, boss, opportunity_id=deal["id"]) for deal in deals]
    assert [(deal["stage"], deal["process_version"], deal["probability"]) for deal in now] == [("demo", 2, 20), ("close", 2, 60)]
    assert crm.ask(GetOpportunity, boss, opportunity_id=lost["id"])["process_version"] == 1
    rows = crm.ask(ListStageHistory, boss, where={"field": "kind", "value": "migrate"})["data"]
    assert {(row["from_stage"], row["stage"]) for row in rows} == {("demo", "demo"), ("offer", "close")}
    again = crm.do(MigrateOpportunities, boss, **migrate, stages={"demo": "demo", "offer": "close"})
    assert again == {"migrated": 0, "remaining": 0}
