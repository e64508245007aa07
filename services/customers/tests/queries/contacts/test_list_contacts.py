"""Finding contacts."""

from typing import Any

import pytest

from crm_contracts.customers.commands.saved_views import CreateSavedView
from crm_contracts.customers.queries.contacts import ListContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.mark.parametrize("part", ["王", "小明", "8000", "138 0013", "xm@q", "XM@QQ"])
def test_any_part_of_name_phone_or_mail_finds_somebody(crm: ServiceUnderTest, rep: Caller, contact: Any, part: str) -> None:
    contact(
        "王小明",
        emails=[{"address": "other@x.de", "is_primary": True}, {"address": "xm@qq.com"}],
        phones=[{"number": "+8613800138000"}],
    )
    contact("Ada")

    found = crm.ask(ListContacts, rep, where={"field": "q", "value": part})["data"]

    assert [row["full_name"] for row in found] == ["王小明"]


def test_a_saved_view_runs(crm: ServiceUnderTest, rep: Caller, contact: Any) -> None:
    contact("Zoe", kind="retailer")
    contact("Bob", kind="retailer")
    contact("Ada")
    kept = {"where": {"field": "kind", "value": "retailer"}, "sort": "full_name"}
    view = crm.do(CreateSavedView, rep, collection="contacts", name="Retail", **kept)

    assert [row["full_name"] for row in crm.ask(ListContacts, rep, view_id=view["id"])["data"]] == ["Bob", "Zoe"]


def test_others_do_not_see_them(crm: ServiceUnderTest, rep: Caller, colleague: Caller, manager: Caller, contact: Any) -> None:
    contact("Ada")

    assert len(crm.ask(ListContacts, manager)["data"]) == 1
    assert crm.ask(ListContacts, colleague, count="exact")["count"] == 0
    assert crm.ask(ListContacts, crm.fresh().administrator())["data"] == []
