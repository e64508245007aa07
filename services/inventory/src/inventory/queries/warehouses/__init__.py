"""Questions about warehouses."""
