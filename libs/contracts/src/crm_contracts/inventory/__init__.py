"""The words of inventory and purchasing."""
