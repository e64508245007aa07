"""Noting responses by hand."""

import datetime as dt
from typing import Any

from crm_contracts.marketing.commands.responses import RecordResponse
from crm_contracts.marketing.queries.responses import ListRespondents
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

NOW = dt.datetime.now(dt.UTC)


def test_the_first_and_the_last_are_known_in_any_order(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account = given.account()
    ada = given.contact("Ada", account_id=account)
    running = given.running(marketer)
    about = {"campaign_id": running["id"], "contact_id": ada}

    for hours, kind in ((3, "call"), (5, "reply"), (1, "visit"), (2, "call")):
        crm.do(RecordResponse, marketer, **about, kind=kind, at=NOW - dt.timedelta(hours=hours), product_line="Pumps")

    (met,) = crm.ask(ListRespondents, marketer)["data"]
    assert (met["first_kind"], met["last_kind"], met["responses"]) == ("reply", "visit", 4)
    event = crm.events("marketing.response.recorded.v1")[0]
    assert (event["data"]["account_id"], event["data"]["human"]) == (str(account), True)
    write_golden(event)


def test_it_is_about_a_contact_and_a_time_that_are_there(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    ada = given.contact("Ada")
    running = given.running(marketer)
    about = {"campaign_id": running["id"], "kind": "call"}

    with crm.refused(422, "unknown_contact", pointer="/contact_id"):
        crm.do(RecordResponse, marketer, **about, contact_id=running["id"])
    with crm.refused(422, "in_the_future", pointer="/at"):
        crm.do(RecordResponse, marketer, **about, contact_id=ada, at=NOW + dt.timedelta(days=1))
