"""Who works here, and whose records are whose."""

from crm_contracts.identity.events import UserCreated, UserDeactivated, UserUpdated
from crm_kit.colleagues import keep_colleagues
from marketing.app import app

keep_colleagues(app, UserCreated, UserUpdated, UserDeactivated)
