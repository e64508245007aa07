"""One user."""

from crm_contracts.identity.queries import GetUser
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User


@app.answers(GetUser)
def get_user(query: GetUser, work: Work) -> User:
    return work.get(User, query.user_id)
