"""Revisions."""

from typing import Any

from crm_contracts.sales.commands.quotations import ReviseQuotation
from crm_contracts.sales.queries.quotations import GetQuotation, ListQuotations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_next_revision_is_a_draft_with_the_same_lines(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)

    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"], valid_until=given.in_days(60))

    assert (second["number"], second["revision"], second["status"]) == (first["number"], 2, "draft")
    assert (second["total"], second["previous_id"], second["sent_at"]) == (first["total"], first["id"], None)
    assert second["lines"][0]["origin_id"] == first["lines"][0]["id"]
    latest = crm.ask(ListQuotations, rep, where={"field": "is_latest", "op": "eq", "value": True})["data"]
    assert [row["revision"] for row in latest] == [2]


def test_only_the_latest_is_revised(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first = given.sent(rep)
    crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"])
    now = crm.ask(GetQuotation, rep, quotation_id=first["id"])

    with crm.refused(409, "not_the_latest"):
        crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=now["version"])


def test_a_draft_is_changed_and_not_revised(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft = given.quotation(rep)

    with crm.refused(409, "illegal_transition"):
        crm.do(ReviseQuotation, rep, quotation_id=draft["id"], version=draft["version"])
