"""Inventory, whole: loads the use cases, queries, reactions and schedules."""

from crm_contracts.inventory.events import ProductUpdated
from crm_kit.app import load_modules
from inventory.app import app
from inventory.domain.product import Product

load_modules("inventory.use_cases", "inventory.queries", "inventory.reactions", "inventory.schedules")
app.announces(Product, ProductUpdated)

__all__ = ["app"]
