"""What one can ask of sales."""
