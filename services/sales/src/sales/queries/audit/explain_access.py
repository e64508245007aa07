"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.sales.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from sales.app import app
from sales.domain.invoice import Invoice
from sales.domain.lead import Lead
from sales.domain.lead_rule import LeadRule
from sales.domain.opportunity import Opportunity
from sales.domain.payment import Payment

ENTITIES = {"lead": Lead, "opportunity": Opportunity, "invoice": Invoice, "payment": Payment, "lead_rule": LeadRule}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
