"""Make a web form."""

from crm_contracts.marketing.commands.forms import CreateForm
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form
from marketing.lookups.forms import check_campaign, check_slug


@app.handles(CreateForm)
def create_form(command: CreateForm, work: Work) -> Form:
    form = Form(status="open")
    form.change(given(command, but=("owner_id",)))
    check_slug(work, form)
    check_campaign(work, form)
    give(work, form, command.owner_id)
    return work.add(form)
