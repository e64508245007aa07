"""What one can do with assets."""
