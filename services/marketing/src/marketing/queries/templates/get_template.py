"""One template."""

from crm_contracts.marketing.queries.templates import GetTemplate
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.template import Template


@app.answers(GetTemplate)
def get_template(query: GetTemplate, work: Work) -> Template:
    return work.get(Template, query.template_id)
