"""Say who stands in for a user."""

from crm_contracts.identity.commands import NameDeputy
from crm_kit.work import Work
from identity.app import app
from identity.domain.user import User
from identity.people import active_user


@app.handles(NameDeputy)
def name_deputy(command: NameDeputy, work: Work) -> User:
    user = work.get(User, command.user_id, version=command.version)
    active_user(work, command.deputy_id, "/deputy_id")
    user.name_deputy(command.deputy_id, command.deputy_from, command.deputy_until)
    return user
