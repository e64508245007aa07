"""The first colleague of a tenant."""

from uuid import uuid4

from crm_contracts.sales.queries.processes import ListProcesses, ListReasons
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_tenant_is_settled_in_once(crm: ServiceUnderTest) -> None:
    stranger = Caller(tenant_id=crm.tenant_id, user_id=uuid4(), grants={"*": "all"})
    assert crm.ask(ListProcesses, stranger)["data"] == []

    crm.hear_golden("identity.user.created.v1", id=uuid4())
    crm.hear_golden("identity.user.created.v1", id=uuid4())

    assert len(crm.ask(ListProcesses, stranger)["data"]) == 1
    reasons = crm.ask(ListReasons, stranger, count="exact")["count"]
    assert reasons == len({(row["outcome"], row["code"]) for row in crm.ask(ListReasons, stranger)["data"]}) == 12
