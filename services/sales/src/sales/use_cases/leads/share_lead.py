"""Show a lead to somebody else."""

from typing import Any

from crm_contracts.sales.commands.leads import ShareLead
from crm_contracts.sales.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import share
from crm_kit.work import Work
from sales.app import app
from sales.domain.lead import Lead


@app.handles(ShareLead)
def share_lead(command: ShareLead, work: Work) -> dict[str, Any]:
    lead = work.get(Lead, command.lead_id)
    made = share(work, lead, command.grantee_kind, command.grantee_id, command.level, command.expires_at)
    return dump(None, ShareView, made)
