"""Marketing, whole: loads the use cases, queries, reactions and schedules."""

from crm_kit.app import load_modules
from marketing.app import app

load_modules("marketing.use_cases", "marketing.queries", "marketing.reactions", "marketing.schedules")

__all__ = ["app"]
