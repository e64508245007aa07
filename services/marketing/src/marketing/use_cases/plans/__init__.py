"""What one can do with plans."""
