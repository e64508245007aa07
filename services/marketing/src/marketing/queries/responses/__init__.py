"""Questions about responses."""
