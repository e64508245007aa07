"""What one can do with price lists."""
