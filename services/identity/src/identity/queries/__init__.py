"""What one can ask of identity."""
