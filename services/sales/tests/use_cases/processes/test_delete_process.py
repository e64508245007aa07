"""Processes that are not needed."""

from typing import Any

import pytest

from crm_contracts.sales.commands.processes import CreateProcess, DeleteProcess, RestoreProcess
from crm_contracts.sales.queries.processes import GetProcess
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
