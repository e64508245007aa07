"""What one can do about responses."""
