"""What one can do with payment terms."""
