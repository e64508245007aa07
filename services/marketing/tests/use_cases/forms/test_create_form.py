"""Making forms."""

from typing import Any

from crm_contracts.marketing.commands.forms import SubmitForm
from crm_contracts.marketing.queries.forms import ListSubmissions
from crm_kit.testing.service import ServiceUnderTest

EMAIL = {"maps_to": "email", "label": "E-mail", "is_required": True}


def test_an_address_is_one_form_s_whoever_s_it_is(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()
    other = crm.fresh()
    marketer = other.person("marketing.*:all")

    with other.refused(409, "slug_taken"):
        type(asked)(other, marketer).form(slug=form["slug"])
    nobody(SubmitForm, **asked.answer(form))

    assert other.ask(ListSubmissions, marketer)["data"] == []
    assert len(crm.ask(ListSubmissions, asked.marketer)["data"]) == 1


def test_whoever_fills_it_in_can_be_answered(crm: ServiceUnderTest, asked: Any) -> None:
    with crm.refused(422, "unreachable", pointer="/fields"):
        asked.form(fields=[{"maps_to": "full_name", "label": "Name", "is_required": True}])
    with crm.refused(422, "repeated", pointer="/fields"):
        asked.form(fields=[EMAIL, EMAIL])
    with crm.refused(422, "unknown_merge_field", pointer="/reply/text"):
        asked.form(reply_text="{{contact.name}}")
    with crm.refused(422, "missing_value", pointer="/reply_text"):
        asked.form(reply_text="Dear {{enquirer.company}}")
    with crm.refused(422, "unknown_campaign", pointer="/campaign_id"):
        asked.form(campaign_id="00000000-0000-0000-0000-000000000001")
