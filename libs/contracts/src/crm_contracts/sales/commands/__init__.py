"""What one can ask sales to do."""
