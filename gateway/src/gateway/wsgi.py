"""The app that gunicorn serves: `gunicorn -c python:gateway.gunicorn gateway.wsgi:app`."""

from crm_kit import telemetry
from crm_kit.settings import Settings
from gateway.application import make_app
from gateway.routes import ROWS
from gateway.settings import GatewaySettings

settings = GatewaySettings.read(Settings.from_env("gateway"))
telemetry.configure(settings.log_level, service="gateway")
app = make_app(settings, ROWS)
