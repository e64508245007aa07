"""What one can do with templates."""
