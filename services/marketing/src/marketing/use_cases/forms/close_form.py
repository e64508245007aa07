"""Take nothing more in by a form."""

from crm_contracts.marketing.commands.forms import CloseForm
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form


@app.handles(CloseForm)
def close_form(command: CloseForm, work: Work) -> Form:
    form = work.get(Form, command.form_id, version=command.version)
    form.close()
    return form
