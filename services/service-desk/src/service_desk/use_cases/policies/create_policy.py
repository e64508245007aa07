"""Promise how soon tickets are dealt with."""

from crm_contracts.service_desk.commands.policies import CreatePolicy
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.policy import Policy
from service_desk.lookups.holders import known_teams
from service_desk.lookups.policies import calendar_of, make_default


@app.handles(CreatePolicy)
def create_policy(command: CreatePolicy, work: Work) -> Policy:
    policy = Policy(calendar=calendar_of(work, command.calendar_id), is_default=False, is_active=True)
    known_teams(work, command.team_ids, "/team_ids")
    policy.change(given(command, but=("is_default",)))
    if command.is_default:
        make_default(work, policy)
    return work.add(policy)
