"""Lists of processes."""

from crm_contracts.sales.queries.processes import ListProcesses
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_tenant_begins_with_a_process(crm: ServiceUnderTest, rep: Caller) -> None:
    processes = crm.ask(ListProcesses, rep)["data"]

    assert [(each["name"], each["is_default"]) for each in processes] == [("Standard", True)]
