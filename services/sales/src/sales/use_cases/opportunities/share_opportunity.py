"""Show an opportunity to somebody else."""

from typing import Any

from crm_contracts.sales.commands.opportunities import ShareOpportunity
from crm_contracts.sales.views.shares import ShareView
from crm_kit.messages import dump
from crm_kit.sharing import share
from crm_kit.work import Work
from sales.app import app
from sales.domain.opportunity import Opportunity


@app.handles(ShareOpportunity)
def share_opportunity(command: ShareOpportunity, work: Work) -> dict[str, Any]:
    opportunity = work.get(Opportunity, command.opportunity_id)
    made = share(work, opportunity, command.grantee_kind, command.grantee_id, command.level, command.expires_at)
    return dump(None, ShareView, made)
