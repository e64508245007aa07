"""Inventory, whole: loads the use cases, queries, reactions and schedules."""

from crm_contracts.inventory import imports
from crm_contracts.inventory.document_events import SupplierUpdated
from crm_contracts.inventory.events import ProductUpdated
from crm_kit.app import load_modules
from crm_kit.imports.registry import take_imports
from inventory.app import app
from inventory.domain.product import Product
from inventory.domain.supplier import Supplier
from inventory.imports.products import ProductImporter
from inventory.imports.suppliers import SupplierImporter

load_modules("inventory.use_cases", "inventory.queries", "inventory.reactions", "inventory.schedules")
take_imports(app, imports, ProductImporter(), SupplierImporter())
app.announces(Product, ProductUpdated)
app.announces(Supplier, SupplierUpdated)

__all__ = ["app"]
