"""Questions about stock adjustments."""
