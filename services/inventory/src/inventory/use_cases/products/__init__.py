"""What one can do with products."""
