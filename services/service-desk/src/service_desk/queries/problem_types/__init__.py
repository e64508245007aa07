"""Questions about problem types."""
