"""Drafting service agreements."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.queries.installed_base import ListAgreements
from crm_kit.testing.service import ServiceUnderTest


def test_an_agreement_begins_as_a_draft_with_all_of_its_quota(crm: ServiceUnderTest, base: Any) -> None:
    made = base.draft(visits=4, hours="10.5", channels=["phone"])

    assert (made["status"], made["visits_left"], made["hours_left"], made["number"][:3]) == ("draft", 4, "10.5", "SA-")


def test_what_is_wrong_is_refused_with_its_place(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    other = base.asset()

    for wrong, pointer in (
        ({"account_id": uuid4()}, "/account_id"),
        ({"starts_on": "2026-02-01", "ends_on": "2026-01-31"}, "/ends_on"),
        ({"covers_parts": False, "covers_labour": False}, "/covers_labour"),
        ({"asset_ids": [other["id"]]}, "/asset_ids/0"),
        ({"product_ids": [uuid4()]}, "/product_ids/0"),
        ({"policy_id": uuid4()}, "/policy_id"),
        ({"visits": -1}, "/visits"),
    ):
        with crm.refused(422, pointer=pointer):
            base.draft(**wrong)
    assert crm.ask(ListAgreements, base.admin)["data"] == []
