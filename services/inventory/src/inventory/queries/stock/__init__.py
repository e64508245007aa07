"""Questions about stock."""
