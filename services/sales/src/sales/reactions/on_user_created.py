"""The first colleague of a tenant brings its ordinary process and reasons."""

from crm_contracts.identity.events import UserCreated
from crm_kit.work import Work
from sales.app import app
from sales.lookups.processes import settle_in


@app.reacts(UserCreated)
def on_user_created(_: UserCreated, work: Work) -> None:
    settle_in(work)
