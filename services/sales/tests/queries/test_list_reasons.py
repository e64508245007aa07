"""Lists of reasons."""

from crm_contracts.sales.queries.processes import ListReasons
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_tenant_begins_with_some(crm: ServiceUnderTest, rep: Caller) -> None:
    rows = crm.ask(ListReasons, rep, where={"field": "outcome", "value": "lost"})["data"]

    assert {"price", "competitor", "no_budget", "other"} <= {row["code"] for row in rows}
