"""Customers: accounts, contacts, what connects them, and what happened with them."""
