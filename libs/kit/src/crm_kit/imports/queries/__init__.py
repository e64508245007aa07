"""What one can ask about imports, in every service that has them."""
