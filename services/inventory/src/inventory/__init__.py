"""Inventory: what there is, where it is, what leaves and what comes in."""
