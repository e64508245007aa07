"""What one can do with web forms."""
