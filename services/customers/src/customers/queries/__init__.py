"""What one can ask of customers."""
