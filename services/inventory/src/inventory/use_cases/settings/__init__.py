"""What one can decide."""
