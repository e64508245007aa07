"""Templates in lists."""

from typing import Any

from crm_contracts.marketing.queries.templates import ListTemplates
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_templates_are_found_by_their_words_and_their_owner(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.template(marketer, name="Spring letter")
    given.template(marketer, name="Autumn letter")
    other = crm.person("marketing.template.read:own")

    found = crm.ask(ListTemplates, marketer, where={"field": "q", "value": "spring"}, sort="name")["data"]

    assert [row["name"] for row in found] == ["Spring letter"]
    assert crm.ask(ListTemplates, other)["data"] == []
