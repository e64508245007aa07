"""Ways of selling, in versions."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity
from crm_contracts.sales.commands.processes import ChangeProcess, CreateProcess, DeleteProcess, MigrateOpportunities, RestoreProcess
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListStageHistory
from crm_contracts.sales.queries.processes import GetProcess, ListProcesses
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


def test_several_processes_stand_side_by_side(crm: ServiceUnderTest, given: Any, boss: Caller) -> None:
    made = quick(crm, boss)

    assert (made["process_version"], made["is_default"]) == (1, False)
    assert made["stages"][0]["steps"] == ["Show it"]
    assert made == crm.ask(GetProcess, boss, process_id=made["id"])
    assert [row["name"] for row in crm.ask(ListProcesses, boss)["data"]] == ["Quick", "Standard"]
    assert given.opportunity(boss, process_id=made["id"])["stage"] == "demo"
    assert given.opportunity(boss)["stage"] == "qualification"


def test_one_of_them_is_the_default(crm: ServiceUnderTest, given: Any, boss: Caller) -> None:
    made = quick(crm, boss, is_default=True)

    assert {row["name"]: row["is_default"] for row in crm.ask(ListProcesses, boss)["data"]} == {"Quick": True, "Standard": False}
    assert given.opportunity(boss)["process_id"] == made["id"]
    with crm.refused(409, "default_process"):
        crm.do(ChangeProcess, boss, process_id=made["id"], version=made["version"], is_default=False)
    with crm.refused(409, "default_process"):
        crm.do(ChangeProcess, boss, process_id=made["id"], version=made["version"], is_active=False)


def test_deals_stay_on_their_version(crm: ServiceUnderTest, given: Any, boss: Caller) -> None:
    made = quick(crm, boss)
    deal = given.opportunity(boss, process_id=made["id"])

    changed = crm.do(ChangeProcess, boss, process_id=made["id"], version=made["version"], stages=[DEMO, CLOSE])

    assert changed["process_version"] == 2
    assert [version["number"] for version in changed["versions"]] == [1, 2]
    moved = crm.do(AdvanceOpportunity, boss, opportunity_id=deal["id"], version=deal["version"])
    assert (moved["stage"], moved["process_version"]) == ("offer", 1)
    assert given.opportunity(boss, process_id=made["id"])["process_version"] == 2


def test_a_new_name_is_no_new_version(crm: ServiceUnderTest, boss: Caller) -> None:
    made = quick(crm, boss)

    changed = crm.do(ChangeProcess, boss, process_id=made["id"], version=made["version"], name="Fast", stages=[DEMO, OFFER])

    assert (changed["name"], changed["process_version"]) == ("Fast", 1)


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


def test_a_process_that_deals_run_on_is_not_deleted(crm: ServiceUnderTest, given: Any, boss: Caller) -> None:
    used, unused = quick(crm, boss), quick(crm, boss)
    deal = given.opportunity(boss, process_id=used["id"])

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteProcess, boss, process_id=used["id"], version=used["version"])
    assert problem["references"] == [{"entity": "opportunity", "id": deal["id"]}]
    crm.do(DeleteProcess, boss, process_id=unused["id"], version=unused["version"])
    with crm.refused(404):
        crm.ask(GetProcess, boss, process_id=unused["id"])
    with crm.refused(422, "unknown_process"):
        given.opportunity(boss, process_id=unused["id"])
    assert crm.do(RestoreProcess, boss, process_id=unused["id"], version=unused["version"] + 1)["is_active"] is True


@pytest.mark.parametrize(
    ("stages", "code", "pointer"),
    [
        ([], "invalid", "/stages"),
        ([DEMO, DEMO], "duplicate_stage", "/stages"),
        ([{**DEMO, "probability": 120}], "invalid", "/stages/0/probability"),
        ([{**DEMO, "code": "Demo!"}], "invalid", "/stages/0/code"),
        ([{**DEMO, "exit_criteria": [{"field": "tenant_id"}]}], "invalid", "/stages/0/exit_criteria/0/field"),
    ],
)
def test_stages_make_sense(crm: ServiceUnderTest, boss: Caller, stages: list[Any], code: str, pointer: str) -> None:
    with crm.refused(422, code, pointer=pointer):
        crm.do(CreateProcess, boss, name="Odd", stages=stages)


def test_it_takes_the_permission(crm: ServiceUnderTest, rep: Caller) -> None:
    seller = crm.person("sales.opportunity.*:all", "sales.process.read:all")

    with crm.refused(403):
        crm.do(CreateProcess, seller, name="Mine", stages=[DEMO])
    with crm.refused(404):
        crm.ask(GetProcess, seller, process_id=uuid4())
