"""Reading a kept search."""

from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_contracts.customers.queries.saved_views import GetSavedView
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_shared_view_is_there_for_all_a_private_one_is_not(crm: ServiceUnderTest, rep: Caller, colleague: Caller) -> None:
    ours = crm.do(CreateSavedView, rep, collection="accounts", name="Ours", is_shared=True)
    mine = crm.do(CreateSavedView, rep, collection="accounts", name="Mine")

    assert crm.ask(GetSavedView, colleague, view_id=ours["id"]) == ours
    for view, who in ((mine, colleague), (ours, crm.fresh().administrator())):
        with crm.refused(404):
            crm.ask(GetSavedView, who, view_id=view["id"])
