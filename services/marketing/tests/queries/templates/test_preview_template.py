"""Looking at a template as a contact would."""

from typing import Any

from crm_contracts.marketing.queries.templates import PreviewTemplate
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_reads_as_for_the_contact_and_says_what_is_missing(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account = given.account("Acme & Sons")
    told = {"text": "{{account.name}}", "html": "<b>{{account.name}}</b> {{#if contact.title}}{{contact.title}}{{/if}}"}
    template = given.template(marketer, **told)
    ada, bob = given.contact("Ada", account_id=account, title="<Dr>"), given.contact("Bob")

    full = crm.ask(PreviewTemplate, marketer, template_id=template, contact_id=ada)
    poor = crm.ask(PreviewTemplate, marketer, template_id=template, contact_id=bob)

    assert (full["text"], full["html"], full["missing"]) == ("Acme & Sons", "<b>Acme &amp; Sons</b> &lt;Dr&gt;", [])
    assert (poor["missing"], poor["text"]) == (["account.name"], "[account.name?]")


def test_a_value_never_becomes_markup_nor_a_field(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    template = given.template(marketer, html='<a href="{{contact.name}}">{{contact.title|x}}</a>', text="{{contact.name}}")
    bad = given.contact("javascript:alert(1)", title="{{contact.email}}<script>x</script>")

    shown = crm.ask(PreviewTemplate, marketer, template_id=template, contact_id=bad)

    assert "javascript" not in shown["html"]
    assert "<script" not in shown["html"]
    assert "{{contact.email}}" in shown["html"]
