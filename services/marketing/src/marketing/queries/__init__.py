"""What one can ask of marketing."""
