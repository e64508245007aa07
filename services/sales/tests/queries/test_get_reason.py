"""One reason."""

from uuid import uuid4

from crm_contracts.sales.queries.processes import GetReason, ListReasons
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_as_the_list_shows_it(crm: ServiceUnderTest, rep: Caller) -> None:
    listed = crm.ask(ListReasons, rep)["data"][0]

    assert crm.ask(GetReason, rep, reason_id=listed["id"]) == listed
    with crm.refused(404):
        crm.ask(GetReason, rep, reason_id=uuid4())
