"""What one can do with settings."""
