"""A form as strangers see it."""

from typing import Any

from crm_contracts.marketing.queries.forms import ShowForm
from crm_contracts.marketing.views.forms import PublicFormView
from crm_kit.messages import dump
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form
from marketing.lookups.strangers import look_at_form
from marketing.lookups.submitting import start_token


@app.answers(ShowForm)
def show_form(query: ShowForm, work: Work) -> dict[str, Any]:
    shown = (Form.slug, Form.name, Form.intro, Form.fields, Form.consent_wording)
    return dump(look_at_form(work, query.slug, *shown), PublicFormView, {"began": start_token(query.slug)})
