"""Sending in forms."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import select

from crm_contracts.marketing.commands.forms import CloseForm, SubmitForm
from crm_contracts.marketing.queries.forms import GetSubmission, ListSubmissions
from crm_contracts.marketing.queries.messages import ListMessages
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden
from marketing.domain.send import Send

QUALIFIED, SUBMITTED = "marketing.lead.qualified.v1", "marketing.form.submitted.v1"
SCRIPT = "<script>alert(document.cookie)</script>"


def test_it_is_acknowledged_and_becomes_a_lead(
    crm: ServiceUnderTest, asked: Any, given: Any, marketer: Caller, nobody: Any
) -> None:
    account = given.account()
    ada = given.contact("Ada", account_id=account, emails_norm=["ada@engines.example"])
    campaign = given.running(marketer)
    form = asked.form(campaign_id=campaign["id"])

    answer = nobody(SubmitForm, **asked.answer(form, consent=True, enquirer={"product_line": "Pumps"}))

    (row,) = crm.ask(ListSubmissions, marketer)["data"]
    submission = crm.ask(GetSubmission, marketer, submission_id=row["id"])
    assert (submission["status"], submission["reference"]) == ("accepted", answer["reference"])
    assert submission["consent"] == {"channels": ["email"], "wording": "You may write to me"}
    (mail,) = crm.ask(ListMessages, marketer, where={"field": "kind", "value": "acknowledgement"})["data"]
    assert (mail["address"], mail["status"]) == ("ada@engines.example", "planned")
    ((content,),) = crm.rows(select(Send.content).where(Send.kind == "acknowledgement"))
    assert (content["is_automatic"], answer["reference"] in content["subject"]) == (True, True)
    response = crm.events("marketing.response.recorded.v1")[0]["data"]
    assert (response["kind"], response["contact_id"], response["account_id"]) == ("form", str(ada), str(account))
    lead = crm.events(QUALIFIED)[0]
    assert (lead["data"]["score"], lead["data"]["campaign_id"]) == (submission["score"], campaign["id"])
    assert lead["data"]["response_id"] == submission["response_id"]
    write_golden(lead)
    write_golden(crm.events(SUBMITTED)[0])


def test_the_same_submission_again_is_the_same(crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any) -> None:
    answer = asked.answer(asked.form())

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: nobody(SubmitForm, **answer), range(8)))

    assert len({each["reference"] for each in answers}) == 1
    assert (len(crm.events(QUALIFIED)), len(crm.ask(ListMessages, marketer)["data"])) == (1, 1)


def test_a_low_score_stays_with_marketing(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form(qualify_at=90)

    nobody(SubmitForm, **asked.answer(form))

    assert (len(crm.events(SUBMITTED)), crm.events(QUALIFIED)) == (1, [])


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("honeypot", {"trap": "http://spam.example"}),
        ("too_fast", {"seconds": 1}),
        ("no_start", {"began": None}),
        ("no_start", {"began": "made-up"}),
        ("links", {"enquirer": {"message": "http://a http://b www.c"}}),
    ],
)
def test_spam_is_put_aside_and_told_nothing(
    crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any, reason: str, how: dict[str, Any]
) -> None:
    answer = nobody(SubmitForm, **asked.answer(asked.form(), **how))

    (row,) = crm.ask(ListSubmissions, marketer, where={"field": "status", "value": "quarantined"})["data"]
    assert (row["spam_reason"], row["reference"]) == (reason, answer["reference"])
    assert crm.events() == []
    assert crm.ask(ListMessages, marketer)["data"] == []


def test_a_flood_for_one_address_is_kept_and_not_answered(crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any) -> None:
    form = asked.form()

    for _ in range(8):
        nobody(SubmitForm, **asked.answer(form))

    rows = crm.ask(ListSubmissions, marketer)["data"]
    assert (len(rows), sum(row["spam_reason"] == "too_many" for row in rows)) == (8, 3)
    assert len(crm.ask(ListMessages, marketer)["data"]) == 5


def test_scripts_are_text(crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any) -> None:
    nobody(SubmitForm, **asked.answer(asked.form(reply_text="{{enquirer.message|}}!"), enquirer={"message": SCRIPT}))

    (row,) = crm.ask(ListSubmissions, marketer)["data"]
    assert crm.ask(GetSubmission, marketer, submission_id=row["id"])["enquirer"]["message"] == SCRIPT
    ((content,),) = crm.rows(select(Send.content))
    assert (content["text"], content["html"]) == (f"{SCRIPT}!", "")


@pytest.mark.parametrize(
    ("enquirer", "code", "pointer"),
    [
        ({"email": "nonsense"}, "invalid", "/enquirer/email"),
        ({"email": None}, "required", "/enquirer/email"),
        ({"full_name": "\x00"}, "invalid", "/enquirer/full_name"),
        ({"message": "x" * 1_000_000}, "invalid", "/enquirer/message"),
        ({"phone": "123"}, "unknown_field", "/enquirer/phone"),
        ({"product_line": "Boats"}, "not_a_choice", "/enquirer/product_line"),
        ({"is_admin": True}, "unknown_field", "/enquirer/is_admin"),
    ],
)
def test_what_the_form_does_not_ask_for_is_refused(
    crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any, enquirer: Any, code: str, pointer: str
) -> None:
    form = asked.form()

    with crm.refused(422, code, pointer=pointer):
        nobody(SubmitForm, **asked.answer(form, enquirer=enquirer))

    assert crm.ask(ListSubmissions, marketer)["data"] == []


def test_only_open_forms_take_something_in(crm: ServiceUnderTest, asked: Any, marketer: Caller, nobody: Any) -> None:
    form = asked.form()
    crm.do(CloseForm, marketer, form_id=form["id"], version=form["version"])

    with crm.refused(409, "form_closed"):
        nobody(SubmitForm, **asked.answer(form))
    with crm.refused(404):
        nobody(SubmitForm, **{**asked.answer(form), "slug": "no-such-form"})
