"""Why somebody can meet a record, or cannot."""

from typing import Any

from crm_contracts.marketing.queries.audit import ExplainAccess
from crm_kit.audit import explain_access as explain
from crm_kit.work import Work
from marketing.app import app
from marketing.domain.budget_transfer import BudgetTransfer
from marketing.domain.campaign import Campaign
from marketing.domain.form import Form
from marketing.domain.plan import Plan
from marketing.domain.send import Send
from marketing.domain.submission import Submission
from marketing.domain.target_list import TargetList
from marketing.domain.template import Template

ENTITIES: dict[str, Any] = {
    "plan": Plan, "campaign": Campaign, "list": TargetList, "budget": BudgetTransfer, "template": Template, "form": Form,
    "submission": Submission, "message": Send,
}  # fmt: skip


@app.answers(ExplainAccess)
def explain_access(query: ExplainAccess, work: Work) -> dict[str, Any]:
    return explain(work, query, ENTITIES)
