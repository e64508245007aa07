"""What one can do with deliveries."""
