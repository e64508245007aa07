"""The return on investment of campaigns."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.marketing.queries.reports import CampaignReturns
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_margin_of_real_orders_against_real_costs(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account = given.paid_campaign(marketer, "400.00"), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="1000.00", line={"shipped": "1"})
    given.delivered({order: "1"}, cost="300.00")

    row = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]

    assert (row["orders"], row["revenue"]["amount"], row["goods"]["amount"]) == (1, "1000.00", "300.00")
    assert (row["margin"]["amount"], row["cost"]["amount"], row["undelivered"]["amount"]) == ("700.00", "400.00", "0.00")
    assert row["roi"] == "0.7500"


def test_without_cost_there_is_no_return_on_it(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account = given.campaign(marketer), uuid4()
    given.met(account, campaign)
    given.order(account, net="10.00")

    report = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])

    assert (report["rows"][0]["roi"], report["total"]["roi"]) == ("n/a", "n/a")
    assert report["rows"][0]["margin"]["amount"] == "10.00"


@pytest.mark.parametrize(
    ("model", "shares"),
    [("first", ["900.00", "0.00"]), ("last", ["0.00", "900.00"]), ("linear", ["300.00", "600.00"])],
)
def test_each_model_divides_the_whole_order(
    crm: ServiceUnderTest, given: Any, marketer: Caller, model: str, shares: list[str]
) -> None:
    one, other, account = given.campaign(marketer), given.campaign(marketer), uuid4()
    given.met(account, one, at="2026-01-01T10:00:00Z")
    given.met(account, other, at="2026-01-02T10:00:00Z")
    given.met(account, other, at="2026-01-03T10:00:00Z")
    given.order(account, net="900.00", ordered_on="2026-01-05")

    report = crm.ask(CampaignReturns, marketer, model=model)

    assert [row["revenue"]["amount"] for row in report["rows"]] == shares
    assert (report["total"]["revenue"]["amount"], report["total"]["orders"]) == ("900.00", 1)


def test_what_was_met_after_the_order_brought_nothing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account = given.campaign(marketer), uuid4()
    given.met(account, campaign, at="2026-01-06T00:00:00Z")
    given.order(account, net="900.00", ordered_on="2026-01-05")

    before = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]
    given.met(account, campaign, at="2026-01-05T23:59:59Z")

    assert before["orders"] == 0
    assert crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"], model="first")["rows"][0]["orders"] == 1


def test_it_follows_the_facts_whichever_way_they_go(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account = given.paid_campaign(marketer, "100.00"), uuid4()
    given.met(account, campaign)
    order = given.order(account, net="500.00")

    def seen() -> tuple[str, str]:
        row = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]
        return row["margin"]["amount"], row["undelivered"]["amount"]

    ordered = seen()
    delivery = given.delivered({order: "1"}, cost="200.00")
    given.order(account, id=order, version=2, net="500.00", line={"shipped": "1"})
    shipped = seen()
    given.delivered({order: "1"}, cost="200.00", id=delivery, version=2, type_="inventory.delivery.returned.v1")
    returned = seen()
    given.order(account, id=order, version=3, net="500.00", status="cancelled")

    assert (ordered, shipped, returned, seen()) == (
        ("500.00", "500.00"), ("300.00", "0.00"), ("500.00", "0.00"), ("0.00", "0.00"),
    )  # fmt: skip


def test_orders_of_one_delivery_bear_their_part_of_its_cost(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account, stranger = given.campaign(marketer), uuid4(), uuid4()
    given.met(account, campaign)
    mine, other = given.order(account, net="100.00"), given.order(stranger, net="100.00")
    given.delivered({mine: "1", other: "3"}, cost="40.00")

    row = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]

    assert (row["goods"]["amount"], row["margin"]["amount"]) == ("10.00", "90.00")


def test_a_currency_without_rate_is_told_and_not_guessed(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign, account = given.campaign(marketer), uuid4()
    given.met(account, campaign)
    given.order(account, net="100.00", currency="EUR", ordered_on="2026-03-01")

    unknown = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]
    given.rate("EUR", "8", "2026-02-01")
    given.rate("EUR", "9", "2026-03-02")

    known = crm.ask(CampaignReturns, marketer, campaign_id=campaign["id"])["rows"][0]
    assert (unknown["orders"], unknown["unpriced"], unknown["revenue"]["amount"]) == (1, 1, "0.00")
    assert (known["unpriced"], known["revenue"]["amount"]) == (0, "800.00")


def test_a_plan_has_all_its_campaigns_and_no_others(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    programme = given.plan(marketer, level="programme", parent_id=plan["id"])
    inside = {given.campaign(marketer, plan_id=each["id"])["id"] for each in (plan, programme)}
    given.campaign(marketer)

    assert {row["campaign_id"] for row in crm.ask(CampaignReturns, marketer, plan_id=plan["id"])["rows"]} == inside


def test_a_response_of_a_person_is_a_touch_and_a_machines_is_none(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaigns, account = [given.campaign(marketer) for _ in range(3)], given.account()
    contact = given.contact(account_id=account)
    given.response(campaigns[0], contact_id=contact)
    given.response(campaigns[1], account_id=account, kind="reply")
    given.response(campaigns[2], contact_id=contact, is_human=False)
    given.response(campaigns[2], contact_id=contact, kind="unsubscribed")
    given.order(account, net="100.00")

    rows = crm.ask(CampaignReturns, marketer, model="linear")["rows"]

    assert [row["revenue"]["amount"] for row in rows] == ["50.00", "50.00", "0.00"]


def test_a_lead_and_the_response_it_came_by_are_one_touch(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    one, other, account, lead = given.campaign(marketer), given.campaign(marketer), uuid4(), uuid4()
    response = given.response(one, account_id=account, kind="form", at="2026-01-01T00:00:00Z")
    given.lead(one, id=lead, response_id=response)
    converted = {"account_id": account, "campaign_id": one["id"], "converted_at": "2026-02-01T00:00:00Z"}
    crm.hear_golden("sales.lead.converted.v1", id=lead, **converted)
    given.response(other, account_id=account, at="2026-01-15T00:00:00Z")
    given.order(account, net="100.00")

    def revenue(model: str) -> list[str]:
        return [row["revenue"]["amount"] for row in crm.ask(CampaignReturns, marketer, model=model)["rows"]]

    assert (revenue("linear"), revenue("last")) == (["50.00", "50.00"], ["0.00", "100.00"])


def test_what_goods_cost_is_not_for_everybody(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaign = given.campaign(marketer)

    with crm.refused(403):
        crm.ask(CampaignReturns, crm.person("marketing.campaign.*:all"), campaign_id=campaign["id"])
    with crm.refused(404):
        crm.ask(CampaignReturns, crm.person("marketing.*:own"), campaign_id=campaign["id"])
    assert crm.ask(CampaignReturns, crm.person("marketing.*:own"))["rows"] == []


def test_the_parts_of_many_touches_add_up(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    campaigns, accounts = [given.campaign(marketer) for _ in range(3)], [uuid4() for _ in range(4)]
    for number, account in enumerate(accounts):
        for turn in range(number + 1):
            given.met(account, campaigns[(number + turn) % 3], at=f"2026-01-0{turn + 1}T00:00:00Z")
        given.order(account, net=str(100 + number), ordered_on="2026-02-01")

    report = crm.ask(CampaignReturns, marketer, model="linear")

    assert abs(sum(Decimal(row["revenue"]["amount"]) for row in report["rows"]) - 406) <= Decimal("0.02")
    assert report["total"]["revenue"]["amount"] == "406.00"
    assert isinstance(UUID(report["rows"][0]["campaign_id"]), UUID)
