"""One lead."""

from crm_contracts.sales.queries.leads import GetLead
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.answers(GetLead)
def get_lead(query: GetLead, work: Work) -> Lead:
    return work.get(Lead, query.lead_id)
