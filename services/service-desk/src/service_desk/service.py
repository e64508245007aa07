"""The service desk, whole: loads the use cases, queries and reactions."""

from crm_kit.app import load_modules
from service_desk.app import app

load_modules("service_desk.use_cases", "service_desk.queries", "service_desk.reactions", "service_desk.schedules")

__all__ = ["app"]
