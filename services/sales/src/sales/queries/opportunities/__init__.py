"""Questions about opportunities."""
