"""What accounts are worth follows their opportunities."""

import random
from typing import Any
from uuid import uuid4

from crm_contracts.customers.queries.accounts import GetAccountFigures
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def cny(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "CNY"}


def own(crm: ServiceUnderTest, rep: Caller, account_id: str) -> dict[str, Any]:
    figures: dict[str, Any] = crm.ask(GetAccountFigures, rep, account_id=account_id)["own"]
    return figures


def test_an_opportunity_counts_while_it_is_open_and_when_it_is_won(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    made, deal = account(), uuid4()
    buyers = [{"id": made["id"], "is_main": True}]

    opportunity("created", id=deal, accounts=buyers, amount=cny("100.00"))
    opportunity("updated", id=deal, version=2, accounts=buyers, amount=cny("120.00"), status="on_hold")
    held = own(crm, rep, made["id"])
    opportunity("won", id=deal, version=3, accounts=buyers, amount=cny("110.00"), base_amount=cny("110.00"))
    won = own(crm, rep, made["id"])

    assert (held["open_opportunities"], held["pipeline"], held["won_opportunities"]) == (1, cny("120.00"), 0)
    assert (won["open_opportunities"], won["pipeline"]) == (0, cny("0.00"))
    assert (won["won_opportunities"], won["revenue"], won["last_won_on"]) == (1, cny("110.00"), "2026-11-20")


def test_the_order_in_which_the_news_arrive_does_not_matter(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    made, deal = account(), uuid4()
    buyers = [{"id": made["id"], "is_main": True}]
    news = [("created", 1, "1.00"), ("updated", 2, "2.00"), ("updated", 3, "3.00"), ("updated", 4, "4.00")]

    for verb, version, amount in random.sample(news, len(news)):
        opportunity(verb, id=deal, version=version, accounts=buyers, amount=cny(amount))

    assert own(crm, rep, made["id"])["pipeline"] == cny("4.00")


def test_it_counts_for_the_main_account_and_moves_with_it(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    one, other, deal = account("One"), account("Other"), uuid4()
    first = [{"id": other["id"], "is_main": False}, {"id": one["id"], "is_main": True}]
    then = [{"id": other["id"], "is_main": True}]

    opportunity("created", id=deal, accounts=first, amount=cny("5.00"))
    assert own(crm, rep, one["id"])["open_opportunities"] == 1
    opportunity("updated", id=deal, version=2, accounts=then, amount=cny("5.00"))

    assert own(crm, rep, one["id"])["open_opportunities"] == 0
    assert own(crm, rep, other["id"])["pipeline"] == cny("5.00")


def test_a_deleted_or_lost_one_counts_no_more(crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any) -> None:
    made, deleted, lost = account(), uuid4(), uuid4()
    buyers = [{"id": made["id"], "is_main": True}]
    for deal in (deleted, lost):
        opportunity("created", id=deal, accounts=buyers, amount=cny("5.00"))

    crm.hear_data("sales.opportunity.deleted.v1", deleted, {"id": deleted}, aggregateversion=2)
    opportunity("lost", id=lost, version=2, accounts=buyers, amount=cny("5.00"))

    assert own(crm, rep, made["id"])["open_opportunities"] == 0


def test_one_that_was_deleted_before_it_was_known_does_not_come_back(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    made, deal = account(), uuid4()

    crm.hear_data("sales.opportunity.deleted.v1", deal, {"id": deal}, aggregateversion=2)
    opportunity("created", id=deal, accounts=[{"id": made["id"], "is_main": True}], amount=cny("5.00"))

    assert own(crm, rep, made["id"])["open_opportunities"] == 0


def test_what_a_merged_account_bought_counts_for_the_survivor(
    crm: ServiceUnderTest, rep: Caller, account: Any, opportunity: Any
) -> None:
    survivor, new_id = account("Acme", website="https://acme.example"), uuid4()
    opportunity("created", accounts=[{"id": new_id, "is_main": True}], amount=cny("5.00"))

    crm.hear_golden("sales.lead.converted.v1", id=uuid4(), account_id=new_id, contact_id=uuid4(), owner_id=rep.user_id)

    assert own(crm, rep, survivor["id"])["pipeline"] == cny("5.00")
    opportunity("created", accounts=[{"id": new_id, "is_main": True}], amount=cny("7.00"))
    assert own(crm, rep, survivor["id"])["pipeline"] == cny("12.00")
