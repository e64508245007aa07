"""What one can do with policies."""
