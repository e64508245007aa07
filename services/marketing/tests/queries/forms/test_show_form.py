"""Forms as strangers see them."""

from typing import Any

from sqlalchemy import select

from crm_contracts.marketing.commands.forms import CloseForm
from crm_contracts.marketing.queries.forms import ListForms, ShowForm
from crm_kit.testing.service import ServiceUnderTest
from marketing.domain.form import Form


def test_strangers_see_what_they_are_asked_and_no_more(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()

    shown = nobody(ShowForm, slug=form["slug"])

    assert (shown["fields"], set(shown)) == (
        form["fields"], {"slug", "name", "intro", "fields", "consent_wording", "began"},
    )  # fmt: skip
    assert len(crm.ask(ListForms, asked.marketer)["data"]) == 1
    assert crm.fresh().rows(select(Form.id)) == []


def test_a_closed_form_is_not_there(crm: ServiceUnderTest, asked: Any, nobody: Any) -> None:
    form = asked.form()
    crm.do(CloseForm, asked.marketer, form_id=form["id"], version=1)

    for slug in (form["slug"], "no-such-form"):
        with crm.refused(404):
            nobody(ShowForm, slug=slug)
