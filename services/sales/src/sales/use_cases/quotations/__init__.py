"""What one can do with quotations."""
