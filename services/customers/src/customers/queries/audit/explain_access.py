"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.customers.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from customers.app import app
from customers.domain.account import Account
from customers.domain.contact import Contact
from customers.domain.saved_view import SavedView

ENTITIES = {"account": Account, "contact": Contact, "view": SavedView}


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
