"""What came by forms, in lists."""

from typing import Any

from crm_contracts.marketing.commands.forms import SubmitForm
from crm_contracts.marketing.queries.forms import ListSubmissions
from crm_kit.testing.service import ServiceUnderTest


def test_what_waits_for_a_look_is_listed(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()
    nobody(SubmitForm, **asked.answer(form))
    nobody(SubmitForm, **asked.answer(form, trap="x"))

    waiting = crm.ask(ListSubmissions, asked.marketer, where={"field": "status", "value": "quarantined"})["data"]

    assert [row["spam_reason"] for row in waiting] == ["honeypot"]
    assert len(crm.ask(ListSubmissions, asked.marketer, where={"field": "form_id", "value": form["id"]})["data"]) == 2
