"""What one can ask of inventory."""
