"""Change a web form."""

from crm_contracts.marketing.commands.forms import ChangeForm
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form
from marketing.lookups.forms import check_campaign


@app.handles(ChangeForm)
def change_form(command: ChangeForm, work: Work) -> Form:
    form = work.get(Form, command.form_id, version=command.version)
    form.change(given(command))
    check_campaign(work, form)
    return form
