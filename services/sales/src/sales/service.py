"""Sales, whole: loads the use cases, queries and reactions."""

from crm_kit.app import load_modules
from sales.app import app

load_modules("sales.use_cases", "sales.queries", "sales.reactions")

__all__ = ["app"]
