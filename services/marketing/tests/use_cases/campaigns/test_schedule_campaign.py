"""Having campaigns start by themselves."""

import datetime as dt
from typing import Any

import pytest

from crm_contracts.marketing.commands.campaigns import ScheduleCampaign
from crm_contracts.marketing.queries.campaigns import GetCampaign
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

TOMORROW = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)


def test_a_scheduled_campaign_waits_for_its_time(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    ready = given.approved(marketer)

    scheduled = given.step(ScheduleCampaign, marketer, ready, starts_at=TOMORROW)

    assert scheduled["status"] == "scheduled"
    assert dt.datetime.fromisoformat(scheduled["starts_at"]) == TOMORROW
    assert crm.events("marketing.campaign.launched.v1") == []


@pytest.mark.parametrize(
    ("fields", "code", "pointer"),
    [
        ({"list_id": None}, "required", "/list_id"),
        ({"legal_basis": None}, "required", "/legal_basis"),
        ({"sender_email": None}, "required", "/sender_email"),
        ({"steps": []}, "required", "/steps"),
        ({"expected_cost": {"amount": "10.00", "currency": "CNY"}}, "budget_exceeded", "/expected_cost"),
    ],
)
def test_what_is_missing_is_named_before_anything_is_sent(
    crm: ServiceUnderTest, given: Any, marketer: Caller, fields: dict[str, Any], code: str, pointer: str
) -> None:
    given.contact()
    ready = given.approved(marketer, **fields)

    with crm.refused(422, code, pointer=pointer):
        given.step(ScheduleCampaign, marketer, ready, starts_at=TOMORROW)
    assert crm.ask(GetCampaign, marketer, campaign_id=ready["id"])["status"] == "approved"


def test_a_start_in_the_past_is_refused(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()
    ready = given.approved(marketer)

    with crm.refused(422, "in_the_past", pointer="/starts_at"):
        given.step(ScheduleCampaign, marketer, ready, starts_at=dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1))
    with crm.refused(422, "outside_period", pointer="/starts_at"):
        given.step(ScheduleCampaign, marketer, ready, starts_at=TOMORROW + dt.timedelta(days=60))


def test_a_list_without_members_is_refused(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ready = given.approved(marketer)

    with crm.refused(422, "empty_list", pointer="/list_id") as problem:
        given.step(ScheduleCampaign, marketer, ready, starts_at=TOMORROW)
    assert problem["code"] == "not_ready"


def test_everything_is_named_at_once(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    plan = given.plan(marketer)
    ready = given.approved(marketer, plan_id=plan["id"], legal_basis=None, sender_email=None, steps=[])

    with crm.refused(422, "not_ready") as problem:
        given.step(ScheduleCampaign, marketer, ready, starts_at=TOMORROW)

    pointers = {error["pointer"] for error in problem["errors"]}
    assert pointers == {"/plan_id", "/legal_basis", "/sender_email", "/steps", "/list_id"}


def test_only_an_approved_campaign_is_scheduled(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact()

    with crm.refused(409, "illegal_transition"):
        given.step(ScheduleCampaign, marketer, given.campaign(marketer), starts_at=TOMORROW)
