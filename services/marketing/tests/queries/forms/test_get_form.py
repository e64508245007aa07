"""One form."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.forms import GetForm
from crm_kit.testing.service import ServiceUnderTest


def test_a_form_is_shown(crm: ServiceUnderTest, asked: Any) -> None:
    form = asked.form()

    assert crm.ask(GetForm, asked.marketer, form_id=form["id"]) == form
    with crm.refused(404):
        crm.ask(GetForm, asked.marketer, form_id=uuid4())
