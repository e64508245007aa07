"""What one can do with credit."""
