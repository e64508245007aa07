"""What one can do with warehouses."""
