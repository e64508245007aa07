"""What one can do with orders."""
