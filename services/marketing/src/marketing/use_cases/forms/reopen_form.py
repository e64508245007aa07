"""Take in by a closed form again."""

from crm_contracts.marketing.commands.forms import ReopenForm
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form


@app.handles(ReopenForm)
def reopen_form(command: ReopenForm, work: Work) -> Form:
    form = work.get(Form, command.form_id, version=command.version)
    form.reopen()
    return form
