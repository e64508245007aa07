"""Say what somebody at the desk can do."""

from crm_contracts.service_desk.commands.assignment import SetAgentProfile
from crm_kit.colleagues import colleague
from crm_kit.errors import Stale
from crm_kit.messages import given
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.assignment import AgentProfile
from service_desk.lookups.policies import calendar_of


@app.handles(SetAgentProfile)
def set_agent_profile(command: SetAgentProfile, work: Work) -> AgentProfile:
    user = colleague(work, command.user_id, "/user_id")
    profile = work.session.get(AgentProfile, user.id)
    if command.version != (profile.version if profile else 0):
        raise Stale("The profile was changed at the same time; read it again")
    profile = profile or work.add(AgentProfile(id=user.id))
    for name, value in given(command, but=("user_id", "calendar_id")).items():
        setattr(profile, name, value)
    profile.calendar = calendar_of(work, command.calendar_id) if command.calendar_id else None
    return profile
