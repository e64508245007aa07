"""What one can ask the service desk to do."""
