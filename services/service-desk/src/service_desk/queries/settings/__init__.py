"""Questions about settings."""
