"""Questions about tax classes."""
