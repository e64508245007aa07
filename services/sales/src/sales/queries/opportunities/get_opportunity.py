"""One opportunity."""

from crm_contracts.sales.queries.opportunities import GetOpportunity
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity


@app.answers(GetOpportunity)
def get_opportunity(query: GetOpportunity, work: Work) -> Opportunity:
    return work.get(Opportunity, query.opportunity_id)
