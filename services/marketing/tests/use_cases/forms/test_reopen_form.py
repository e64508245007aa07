"""Opening forms again."""

from typing import Any

from crm_contracts.marketing.commands.forms import CloseForm, ReopenForm, SubmitForm
from crm_kit.testing.service import ServiceUnderTest


def test_a_form_takes_in_again(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()
    crm.do(CloseForm, asked.marketer, form_id=form["id"], version=1)

    assert crm.do(ReopenForm, asked.marketer, form_id=form["id"], version=2)["status"] == "open"

    assert nobody(SubmitForm, **asked.answer(form))["reference"]
