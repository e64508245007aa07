"""What one can ask marketing to do."""
