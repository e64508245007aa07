"""Delete a template that no campaign needs."""

from crm_contracts.marketing.commands.templates import DeleteTemplate
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template
from marketing.lookups.templates import AHEAD, refuse_in_use


@app.handles(DeleteTemplate)
def delete_template(command: DeleteTemplate, work: Work) -> None:
    template = work.get(Template, command.template_id, version=command.version, lock=True)
    refuse_in_use(work, template, ("draft", *AHEAD))
    work.remove(template)
