"""Closing forms."""

from typing import Any

from crm_contracts.marketing.commands.forms import CloseForm
from crm_kit.testing.service import ServiceUnderTest


def test_a_form_is_closed_once(crm: ServiceUnderTest, asked: Any) -> None:
    form = asked.form()

    closed = crm.do(CloseForm, asked.marketer, form_id=form["id"], version=1)

    assert closed["status"] == "closed"
    with crm.refused(409, "illegal_transition"):
        crm.do(CloseForm, asked.marketer, form_id=form["id"], version=2)
