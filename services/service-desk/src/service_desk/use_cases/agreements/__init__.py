"""What one can do with agreements."""
