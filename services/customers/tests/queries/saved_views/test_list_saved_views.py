"""Listing kept searches."""

from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_contracts.customers.queries.saved_views import ListSavedViews
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_ones_own_and_the_shared_ones_come_by_name(crm: ServiceUnderTest, rep: Caller, colleague: Caller) -> None:
    for who, name, is_shared in ((rep, "Zebra", False), (rep, "Ours", True), (colleague, "Apple", False)):
        crm.do(CreateSavedView, who, collection="accounts", name=name, is_shared=is_shared)

    assert [view["name"] for view in crm.ask(ListSavedViews, rep)["data"]] == ["Ours", "Zebra"]
    assert [view["name"] for view in crm.ask(ListSavedViews, colleague)["data"]] == ["Apple", "Ours"]
