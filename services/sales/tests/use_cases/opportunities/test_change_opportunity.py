"""Changing opportunities."""

from typing import Any

import pytest

from crm_contracts.sales.commands.opportunities import ChangeOpportunity
from crm_contracts.sales.queries.opportunities import GetOpportunity, ListStageHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden


def test_only_what_is_sent_changes(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, competitors=["Rival"], source="fair")
    contact_id = given.contact()

    changed = crm.do(
        ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], name="Big pumps", contacts=[{"id": contact_id}]
    )  # fmt: skip

    assert (changed["name"], changed["competitors"], changed["source"]) == ("Big pumps", ["Rival"], "fair")
    assert [each["id"] for each in changed["contacts"]] == [str(contact_id)]
    assert changed["version"] == deal["version"] + 1
    write_golden(crm.events("sales.opportunity.updated.v1")[0])


def test_a_list_replaces_what_was_there(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    line = {"name": "Pump", "qty": "2", "unit_price": {"amount": "5.00", "currency": "CNY"}}
    deal = given.opportunity(rep, products=[line])

    changed = crm.do(
        ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], products=[{**line, "qty": "3"}, line]
    )  # fmt: skip

    assert changed["amount"]["amount"] == "25.00"
    assert [each["qty"] for each in crm.ask(GetOpportunity, rep, opportunity_id=deal["id"])["products"]] == ["3", "2"]


def test_what_counts_in_the_pipeline_goes_into_the_journal(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep, amount={"amount": "100.00", "currency": "CNY"})

    crm.do(
        ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], amount={"amount": "80.00", "currency": "CNY"},
        close_date=given.in_days(45), probability=30,
    )  # fmt: skip

    rows = crm.ask(ListStageHistory, rep, where={"field": "opportunity_id", "value": deal["id"]})["data"]
    kinds = {row["kind"]: row for row in rows}
    assert set(kinds) == {"created", "amount", "close_date", "probability"}
    assert kinds["amount"]["amount_change"] == "-20"
    assert kinds["close_date"]["pushed_days"] == 15
    assert kinds["created"]["amount"]["amount"] == "100.00"
    assert kinds["probability"]["probability"] == 30


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"close_date": "2020-01-01"}, "in_the_past"),
        ({"name": None}, "null_not_allowed"),
        ({"next_step": ""}, "invalid"),
        ({"accounts": []}, "invalid"),
        ({"stage": "closing"}, "unknown_field"),
        ({"owner_id": None}, "unknown_field"),
    ],
)
def test_a_change_keeps_the_rules(crm: ServiceUnderTest, given: Any, rep: Caller, change: dict[str, Any], code: str) -> None:
    deal = given.opportunity(rep)

    reply = crm.call(ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], **change)

    assert reply["problem"]["status"] == 422
    assert reply["problem"]["errors"][0]["code"] == code


def test_what_is_closed_keeps_its_figures(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.won(rep, amount={"amount": "100.00", "currency": "CNY"})

    with crm.refused(409, "closed") as problem:
        crm.do(
            ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], amount={"amount": "1.00", "currency": "CNY"}
        )  # fmt: skip
    assert (problem["current"], problem["fields"]) == ("won", ["amount"])
    renamed = crm.do(ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], name="The pumps")
    assert (renamed["name"], renamed["amount"]["amount"]) == ("The pumps", "100.00")


def test_two_changes_at_once_do_not_overwrite_each_other(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal = given.opportunity(rep)
    crm.do(ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], name="First")

    with crm.refused(412, "stale") as problem:
        crm.do(ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], name="Second")

    assert (problem["current"]["name"], problem["changed"]) == ("First", ["name"])
