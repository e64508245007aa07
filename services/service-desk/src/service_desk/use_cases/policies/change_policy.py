"""Promise otherwise."""

from crm_contracts.service_desk.commands.policies import ChangePolicy
from crm_kit.errors import Conflict
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.policy import Policy
from service_desk.lookups.holders import known_teams
from service_desk.lookups.policies import calendar_of, make_default
from service_desk.lookups.remeasuring import measure_again_after


@app.handles(ChangePolicy)
def change_policy(command: ChangePolicy, work: Work) -> Policy:
    policy = work.get(Policy, command.policy_id, version=command.version)
    known_teams(work, command.team_ids or (), "/team_ids")
    if command.calendar_id:
        policy.calendar = calendar_of(work, command.calendar_id)
    policy.change(given(command, but=("is_default",)))
    _be_default(work, policy, command.is_default or False, asked=command.is_default is False)
    measure_again_after(work, policy.id)
    return policy


def _be_default(work: Work, policy: Policy, wanted: bool, asked: bool) -> None:
    """One policy is the default one; it stays so until another one is."""
    if asked and policy.is_default:
        raise Conflict("Make another policy the default one", code="default_policy")
    if wanted and not policy.is_default:
        make_default(work, policy)
