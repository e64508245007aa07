"""One template."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.templates import GetTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_template_is_shown_as_it_was_written(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    template_id = given.template(marketer)

    shown = crm.ask(GetTemplate, marketer, template_id=template_id)

    assert (shown["text"], shown["needed"]) == ("Dear {{contact.first_name|friend}}", ["contact.name"])
    with crm.refused(404):
        crm.ask(GetTemplate, marketer, template_id=uuid4())
