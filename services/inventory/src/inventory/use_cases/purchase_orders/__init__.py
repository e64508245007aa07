"""What one can do with purchase orders."""
