"""What customers are entitled to, and what they pay."""

from typing import Any
from uuid import uuid4

from crm_contracts.service_desk.commands.installed_base import ChargeTicket, EndAgreement, UseAgreement
from crm_contracts.service_desk.commands.tickets import ChangeTicket
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_ticket_about_an_asset_under_warranty_is_covered(crm: ServiceUnderTest, given: Any, base: Any, agent: Caller) -> None:
    asset = base.asset()

    ticket = given.ticket(agent, asset_id=asset["id"])

    assert (ticket["entitlement"], ticket["account_id"], ticket["product_id"]) == (
        "covered",
        asset["account_id"],
        asset["product_id"],
    )
    found = ticket["entitlement_detail"]
    assert (found["parts"], found["labour"], found["warranty_until"]) == ("warranty", "warranty", asset["warranty_until"])
    assert ticket["entitlement_checked_at"] is not None


def test_an_agreement_of_the_asset_comes_before_the_products_and_the_accounts(
    crm: ServiceUnderTest, given: Any, base: Any, agent: Caller
) -> None:
    asset = base.asset(warranty_until=None)
    account = {"account_id": asset["account_id"]}
    general = base.agreement(**account, covers_parts=False)
    of_product = base.agreement(**account, product_ids=[asset["product_id"]], covers_parts=False)
    of_asset = base.agreement(**account, asset_ids=[asset["id"]], visits=3)

    about = [{"asset_id": asset["id"]}, {"product_id": asset["product_id"], **account}, account]
    tickets = [given.ticket(agent, **each) for each in about]

    assert [each["agreement_id"] for each in tickets] == [of_asset["id"], of_product["id"], general["id"]]
    assert [each["entitlement"] for each in tickets] == ["covered", "partly", "partly"]
    assert tickets[0]["entitlement_detail"]["remaining"] == {"visits": 3, "hours": None}


def test_warranty_and_agreement_are_told_apart_part_by_part(crm: ServiceUnderTest, given: Any, base: Any, agent: Caller) -> None:
    asset = base.asset(sold_on="2020-01-01")
    base.agreement(account_id=asset["account_id"], covers_parts=False)

    ticket = given.ticket(agent, asset_id=asset["id"])

    found = ticket["entitlement_detail"]
    assert (ticket["entitlement"], found["parts"], found["labour"]) == ("partly", None, "agreement")


def test_what_is_over_used_up_or_by_another_way_does_not_cover(crm: ServiceUnderTest, given: Any, base: Any, agent: Caller) -> None:
    ended, used, by_phone = base.agreement(), base.agreement(visits=1), base.agreement(channels=["email"])
    base.step(EndAgreement, "agreement", ended, reason="Over")
    base.step(UseAgreement, "agreement", used, visits=1, reason="T-1")

    tickets = [given.ticket(agent, account_id=each["account_id"]) for each in (ended, used, by_phone)]

    assert [each["entitlement"] for each in tickets] == ["expired", "expired", "none"]
    assert tickets[1]["entitlement_detail"]["quota_used_up"] is True


def test_an_agreement_brings_its_own_targets(crm: ServiceUnderTest, given: Any, base: Any, promised: Any, agent: Caller) -> None:
    promised.policy()
    gold = promised.policy({"clock": "accepted", "minutes": 5}, is_default=False)
    agreement = base.agreement(policy_id=gold["id"])

    ticket = given.ticket(agent, account_id=agreement["account_id"])

    assert (ticket["policy_id"], ticket["next_clock"]) == (gold["id"], "accepted")


def test_it_is_looked_up_again_when_the_ticket_is_about_something_else(
    crm: ServiceUnderTest, given: Any, base: Any, agent: Caller
) -> None:
    ticket, asset = given.ticket(agent), base.asset()
    assert ticket["entitlement"] == "none"

    changed = given.step(ChangeTicket, agent, ticket, asset_id=asset["id"])

    assert (changed["entitlement"], changed["account_id"]) == ("covered", asset["account_id"])


def test_what_contradicts_an_asset_or_is_unknown_is_refused(crm: ServiceUnderTest, given: Any, base: Any, agent: Caller) -> None:
    asset, agreement = base.asset(), base.agreement()

    with crm.refused(422, "unknown_asset", "/asset_id"):
        given.ticket(agent, asset_id=uuid4())
    with crm.refused(422, "unknown_asset", "/asset_id"):
        given.ticket(crm.person("service_desk.*:own"), asset_id=asset["id"])
    with crm.refused(422, "other_owner", "/asset_id"):
        given.ticket(agent, asset_id=asset["id"], account_id=given.account())
    with crm.refused(422, "unknown_agreement", "/agreement_id"):
        given.ticket(agent, account_id=asset["account_id"], agreement_id=agreement["id"])


def test_what_is_not_covered_is_paid(crm: ServiceUnderTest, given: Any, base: Any, agent: Caller) -> None:
    charged = given.step(ChargeTicket, agent, given.ticket(agent), way="pay_per_call")

    assert charged["entitlement_detail"]["settled"] == "pay_per_call"
    with crm.refused(409, "covered"):
        given.step(ChargeTicket, agent, given.ticket(agent, asset_id=base.asset()["id"]), way="quote")
    with crm.refused(422, pointer="/way"):
        given.step(ChargeTicket, agent, charged, way="gift")
