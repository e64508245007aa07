"""What one can do with messages."""
