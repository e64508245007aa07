"""What one can do with payments."""
