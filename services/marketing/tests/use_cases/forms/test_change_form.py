"""Changing forms."""

from typing import Any

from crm_contracts.marketing.commands.forms import ChangeForm
from crm_kit.testing.service import ServiceUnderTest


def test_a_form_is_changed_and_stays_answerable(crm: ServiceUnderTest, asked: Any) -> None:
    form = asked.form()

    changed = crm.do(ChangeForm, asked.marketer, form_id=form["id"], version=1, intro="Ask us", min_seconds=0)

    assert (changed["intro"], changed["min_seconds"], changed["fields"]) == ("Ask us", 0, form["fields"])
    with crm.refused(422, "unreachable", pointer="/fields"):
        crm.do(ChangeForm, asked.marketer, form_id=form["id"], version=2, fields=[{"maps_to": "message", "label": "M"}])
