"""Identity, whole: loads the use cases and queries."""

from crm_contracts.identity import imports
from crm_contracts.identity.events import RoleChanged, TeamChanged, UserUpdated
from crm_kit.app import load_modules
from crm_kit.imports.registry import take_imports
from identity.app import app
from identity.domain.role import Role
from identity.domain.team import Team
from identity.domain.user import User
from identity.imports.users import UserImporter

load_modules("identity.use_cases", "identity.queries")
take_imports(app, imports, UserImporter())

app.announces(User, UserUpdated)
app.announces(Team, TeamChanged)
app.announces(Role, RoleChanged)

__all__ = ["app"]
