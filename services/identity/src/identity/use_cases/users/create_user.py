"""Let somebody in."""

from crm_contracts.identity.commands import CreateUser
from crm_kit.messages import given
from crm_kit.work import Work
from identity.app import app
from identity.domain.password import check_password, generated_password
from identity.domain.user import User
from identity.passwords import hash_password
from identity.people import active_user, assignable_roles, team_of
from identity.reach import require_reach


@app.handles(CreateUser)
def create_user(command: CreateUser, work: Work) -> User:
    password = command.password or generated_password()
    check_password(password, email=command.email, name=command.name)
    password_hash = hash_password(password)
    roles, team = assignable_roles(work, command.role_ids), team_of(work, command.team_id)
    require_reach(work, team)
    active_user(work, command.manager_id, "/manager_id")
    fields = given(command, but=("email", "role_ids", "team_id", "password"))
    user = work.add(User(**fields, email=command.email.lower(), role_ids=roles, password_hash=password_hash))
    user.join(team)
    user.initial_password = None if command.password else password
    return user
