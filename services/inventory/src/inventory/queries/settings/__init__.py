"""What has been decided."""
