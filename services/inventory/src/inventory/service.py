"""Inventory, whole: loads the use cases, queries and reactions."""

from crm_kit.app import load_modules
from inventory.app import app

load_modules("inventory.use_cases", "inventory.queries", "inventory.reactions")

__all__ = ["app"]
