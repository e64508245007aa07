"""What customers shows."""
