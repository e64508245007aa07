"""The first colleague of a tenant brings its first warehouse."""

from crm_contracts.identity.events import UserCreated
from crm_kit.work import Work
from inventory.app import app
from inventory.lookups.places import warehouses


@app.reacts(UserCreated)
def on_user_created(_: UserCreated, work: Work) -> None:
    warehouses(work)
