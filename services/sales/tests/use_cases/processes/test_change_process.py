"""Processes change in versions."""

from typing import Any

import pytest

from crm_contracts.sales.commands.opportunities import AdvanceOpportunity
from crm_contracts.sales.commands.processes import ChangeProcess, CreateProcess
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
