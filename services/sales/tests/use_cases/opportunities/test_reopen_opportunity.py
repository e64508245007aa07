"""Opening lost deals again."""

from typing import Any

import pytest

from crm_contracts.sales.commands.opportunities import (
    ReopenOpportunity,
    RevertOpportunity,
)
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_a_lost_deal_is_open_again_where_it_was(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.lost(rep, stage="proposal")

    again = crm.do(ReopenOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], reason="They called")

    assert (again["status"], again["stage"], again["probability"]) == ("open", "proposal", 50)
    assert (again["actual_close"], again["closing_reason"], again["forecast_category"]) == (None, None, "best")
    event = crm.events("sales.opportunity.reopened.v1")[0]
    assert (event["data"]["was"], event["data"]["reason"]) == ("lost", "They called")
    write_golden(event)


@pytest.mark.parametrize(("message", "verb"), [(ReopenOpportunity, "reopen"), (RevertOpportunity, "revert")])
def test_it_takes_a_manager_to_open_what_is_closed(crm: ServiceUnderTest, given: Any, message: type, verb: str) -> None:
    seller = crm.person(
        "sales.opportunity.create:own", "sales.opportunity.lose:own", "sales.opportunity.win:own", "customers.*:all"
    )
    deal = given.lost(seller) if verb == "reopen" else given.won(seller)

    with crm.refused(403, "forbidden") as problem:
        crm.do(message, seller, opportunity_id=deal["id"], version=deal["version"], reason="x")

    assert problem["permission"] == f"sales.opportunity.{verb}"
