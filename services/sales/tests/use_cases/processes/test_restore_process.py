"""Deleted processes come back."""

from crm_contracts.sales.commands.processes import CreateProcess, DeleteProcess, RestoreProcess
from crm_contracts.sales.queries.processes import GetProcess
from crm_kit.testing.service import ServiceUnderTest


def test_it_can_be_used_again(crm: ServiceUnderTest) -> None:
    boss = crm.administrator()
    made = crm.do(CreateProcess, boss, name="Quick", stages=[{"code": "demo", "name": "Demo", "probability": 5}])
    crm.do(DeleteProcess, boss, process_id=made["id"], version=made["version"])

    back = crm.do(RestoreProcess, boss, process_id=made["id"], version=made["version"] + 1)

    assert (back["is_active"], back["stages"]) == (True, made["stages"])
    assert crm.ask(GetProcess, boss, process_id=made["id"]) == back
    with crm.refused(404):
        crm.do(RestoreProcess, boss, process_id=made["id"], version=back["version"])
