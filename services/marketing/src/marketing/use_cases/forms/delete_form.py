"""Delete a form; what came by it stays."""

from crm_contracts.marketing.commands.forms import DeleteForm
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.form import Form


@app.handles(DeleteForm)
def delete_form(command: DeleteForm, work: Work) -> None:
    work.remove(work.get(Form, command.form_id, version=command.version))
