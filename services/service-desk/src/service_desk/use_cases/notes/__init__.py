"""What one can do with notes."""
