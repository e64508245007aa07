"""Write a message for many."""

from crm_contracts.marketing.commands.templates import CreateTemplate
from crm_kit.colleagues import give
from crm_kit.messages import given
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template


@app.handles(CreateTemplate)
def create_template(command: CreateTemplate, work: Work) -> Template:
    template = Template()
    template.change(given(command, but=("owner_id",)))
    give(work, template, command.owner_id)
    return work.add(template)
