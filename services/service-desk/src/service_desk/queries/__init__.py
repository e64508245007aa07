"""What one can ask of the service desk."""
