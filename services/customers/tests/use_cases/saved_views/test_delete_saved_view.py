"""Deleting kept searches."""

from crm_contracts.customers.commands.saved_views import CreateSavedView, DeleteSavedView
from crm_contracts.customers.queries.accounts import ListAccounts
from crm_contracts.customers.queries.saved_views import ListSavedViews
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_deleted_view_cannot_be_run(crm: ServiceUnderTest, rep: Caller, colleague: Caller) -> None:
    view = crm.do(CreateSavedView, rep, collection="accounts", name="Ours", is_shared=True)

    with crm.refused(404):
        crm.do(DeleteSavedView, colleague, view_id=view["id"], version=1)
    crm.do(DeleteSavedView, rep, view_id=view["id"], version=1)

    assert crm.ask(ListSavedViews, rep)["data"] == []
    with crm.refused(404):
        crm.ask(ListAccounts, rep, view_id=view["id"])
