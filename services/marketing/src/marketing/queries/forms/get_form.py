"""One form."""

from crm_contracts.marketing.queries.forms import GetForm
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form


@app.answers(GetForm)
def get_form(query: GetForm, work: Work) -> Form:
    return work.get(Form, query.form_id)
