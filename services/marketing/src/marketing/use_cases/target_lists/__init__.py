"""What one can do with target lists."""
