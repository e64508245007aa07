"""One policy."""

from crm_contracts.service_desk.queries.policies import GetPolicy
from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.policy import Policy


@app.answers(GetPolicy)
def get_policy(query: GetPolicy, work: Work) -> Policy:
    return work.get(Policy, query.policy_id)
