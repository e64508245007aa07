"""What one can ask customers to do."""
