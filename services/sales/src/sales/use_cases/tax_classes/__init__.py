"""What one can do with tax classes."""
