"""What one can do with tickets."""
