"""Changing kept searches."""

from crm_contracts.customers.commands.saved_views import ChangeSavedView, CreateSavedView
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_sent_changes_and_is_checked(crm: ServiceUnderTest, rep: Caller) -> None:
    view = crm.do(CreateSavedView, rep, collection="accounts", name="Mine", sort="name")

    after = crm.do(ChangeSavedView, rep, view_id=view["id"], version=1, where={"field": "level", "value": "A"}, sort=None)

    assert (after["name"], after["sort"], after["version"]) == ("Mine", None, 2)
    with crm.refused(422, "unknown_field"):
        crm.do(ChangeSavedView, rep, view_id=view["id"], version=2, where={"field": "secret", "value": 1})


def test_a_shared_view_is_changed_by_its_owner_only(crm: ServiceUnderTest, rep: Caller, colleague: Caller) -> None:
    view = crm.do(CreateSavedView, rep, collection="accounts", name="Ours", is_shared=True)

    with crm.refused(404):
        crm.do(ChangeSavedView, colleague, view_id=view["id"], version=1, name="Mine now")
