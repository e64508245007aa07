"""Forms in lists."""

from typing import Any

from crm_contracts.marketing.queries.forms import ListForms
from crm_kit.testing.service import ServiceUnderTest


def test_forms_are_found_by_their_words(crm: ServiceUnderTest, asked: Any) -> None:
    asked.form(name="Fair")
    asked.form(name="Web")

    found = crm.ask(ListForms, asked.marketer, where={"field": "q", "value": "fair"})["data"]

    assert [row["name"] for row in found] == ["Fair"]
    assert crm.ask(ListForms, crm.person("marketing.form.read:own"))["data"] == []
