"""Sending a template to oneself."""

from typing import Any

from sqlalchemy import select

from crm_contracts.marketing.commands.templates import TryTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from marketing.domain.send import Send


def test_it_comes_to_the_caller_as_it_would_to_the_contact(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact = given.contact("Ada", first_name="Ada")
    template = given.template(marketer)

    planned = crm.do(TryTemplate, marketer, template_id=template, contact_id=contact)

    assert (planned["kind"], planned["status"], planned["address"]) == ("test", "planned", f"{marketer.user_id}@crm.test")
    ((content,),) = crm.rows(select(Send.content))
    assert (content["subject"], content["text"]) == ("News for Ada", "Dear Ada")


def test_it_is_not_sent_where_a_value_is_missing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    contact = given.contact("Ada", account_id=None)
    template = given.template(marketer, text="At {{account.name}}")

    with crm.refused(422, "missing_value", pointer="/contact_id"):
        crm.do(TryTemplate, marketer, template_id=template, contact_id=contact)
    with crm.refused(422, "unknown_contact", pointer="/contact_id"):
        crm.do(TryTemplate, marketer, template_id=template, contact_id=template)
