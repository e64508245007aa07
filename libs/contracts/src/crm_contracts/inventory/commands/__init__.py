"""What one can ask inventory to do."""
