"""Deleting forms."""

from typing import Any

from crm_contracts.marketing.commands.forms import DeleteForm, SubmitForm
from crm_contracts.marketing.queries.forms import ListSubmissions
from crm_kit.testing.service import ServiceUnderTest


def test_what_came_by_it_stays_and_its_address_is_free(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()
    nobody(SubmitForm, **asked.answer(form))

    crm.do(DeleteForm, asked.marketer, form_id=form["id"], version=1)

    with crm.refused(404):
        nobody(SubmitForm, **asked.answer(form))
    assert len(crm.ask(ListSubmissions, asked.marketer)["data"]) == 1
    assert asked.form(slug=form["slug"])["slug"] == form["slug"]
