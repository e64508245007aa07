"""What one can do with problem types."""
