"""One process."""

from uuid import uuid4

from crm_contracts.sales.queries.processes import GetProcess, ListProcesses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_its_stages_show_in_order(crm: ServiceUnderTest, rep: Caller) -> None:
    standard = crm.ask(ListProcesses, rep)["data"][0]

    process = crm.ask(GetProcess, rep, process_id=standard["id"])

    assert [stage["probability"] for stage in process["stages"]] == [10, 25, 50, 75, 90]
    assert [version["number"] for version in process["versions"]] == [1]
    with crm.refused(404):
        crm.ask(GetProcess, rep, process_id=uuid4())
    with crm.refused(404):
        crm.ask(GetProcess, crm.fresh().administrator(), process_id=standard["id"])
