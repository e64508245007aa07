"""Writing templates."""

import pytest

from crm_contracts.marketing.commands.templates import CreateTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

LETTER = {"name": "Letter", "subject": "News"}


def test_a_template_knows_its_fields_and_which_must_be_there(crm: ServiceUnderTest, marketer: Caller) -> None:
    text = "{{contact.first_name|friend}} {{account.name}} {{#if contact.title}}{{contact.title}}{{else}}{{account.region}}{{/if}}"

    made = crm.do(CreateTemplate, marketer, **LETTER, text=text)

    assert made["fields"] == ["account.name", "account.region", "contact.first_name", "contact.title"]
    assert made["needed"] == ["account.name", "account.region"]


def test_of_the_html_only_harmless_markup_is_kept(crm: ServiceUnderTest, marketer: Caller) -> None:
    html = "<p onclick=x()>Hello {{contact.name}}</p><script>alert(1)</script><a href='javascript:x'>y</a><img src=x onerror=y>"

    made = crm.do(CreateTemplate, marketer, **LETTER, html=html)

    assert "<p>Hello {{contact.name}}</p>" in made["html"]
    for bad in ("onclick", "script", "onerror"):
        assert bad not in made["html"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{contact.shoe_size}}", "unknown_merge_field"),
        ("{{contact.__class__}}", "unknown_merge_field"),
        ("{{7*7}}", "malformed_merge_field"),
        ("{{config.items()}}", "malformed_merge_field"),
        ("{{contact.name", "malformed_merge_field"),
        ("{{#if contact.name}}x", "malformed_merge_field"),
        ("x{{/if}}", "malformed_merge_field"),
        ("{{else}}", "malformed_merge_field"),
        ("{{#for contact.name}}x{{/for}}", "malformed_merge_field"),
        ("{{#if contact.name}}" * 9 + "{{/if}}" * 9, "malformed_merge_field"),
    ],
)
def test_what_is_no_field_is_refused(crm: ServiceUnderTest, marketer: Caller, text: str, code: str) -> None:
    with crm.refused(422, code, pointer="/text"):
        crm.do(CreateTemplate, marketer, **LETTER, text=text)


def test_a_template_says_something(crm: ServiceUnderTest, marketer: Caller) -> None:
    with crm.refused(422, "required", pointer="/text"):
        crm.do(CreateTemplate, marketer, **LETTER)


def test_other_languages_of_templates_are_text(crm: ServiceUnderTest, marketer: Caller) -> None:
    made = crm.do(CreateTemplate, marketer, **LETTER, text="{% for x in y %} ${7*7} <%= 7*7 %> #{7*7}")

    assert made["text"] == "{% for x in y %} ${7*7} <%= 7*7 %> #{7*7}"
