"""What one can do with who gets new tickets."""
