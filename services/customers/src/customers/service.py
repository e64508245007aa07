"""Customers, whole: loads the use cases, queries and reactions."""

from crm_kit.app import load_modules
from customers.app import app

load_modules("customers.use_cases", "customers.queries", "customers.reactions")

__all__ = ["app"]
