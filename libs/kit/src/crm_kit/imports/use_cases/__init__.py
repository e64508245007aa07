"""What one can do with imports, in every service that has them."""
