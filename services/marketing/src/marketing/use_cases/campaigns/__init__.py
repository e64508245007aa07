"""What one can do with campaigns."""
