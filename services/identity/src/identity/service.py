"""Identity, whole: loads the use cases and queries."""

from crm_contracts.identity.events import RoleChanged, TeamChanged, UserUpdated
from crm_kit.app import load_modules
from identity.app import app
from identity.domain.role import Role
from identity.domain.team import Team
from identity.domain.user import User

load_modules("identity.use_cases", "identity.queries")

app.announces(User, UserUpdated)
app.announces(Team, TeamChanged)
app.announces(Role, RoleChanged)

__all__ = ["app"]
