"""Change a template, as long as nobody has approved what it says."""

from crm_contracts.marketing.commands.templates import ChangeTemplate
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template
from marketing.lookups.templates import refuse_in_use


@app.handles(ChangeTemplate)
def change_template(command: ChangeTemplate, work: Work) -> Template:
    template = work.get(Template, command.template_id, version=command.version, lock=True)
    refuse_in_use(work, template)
    template.change(given(command))
    return template
