"""Ways of selling."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.processes import ChangeProcess, CreateProcess
from crm_contracts.sales.queries.processes import GetProcess, ListProcesses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

DEMO = {"code": "demo", "name": "Demo", "probability": 20, "max_days": 10, "steps": ["Show it"]}


OFFER = {"code": "offer", "name": "Offer", "probability": 60}


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
