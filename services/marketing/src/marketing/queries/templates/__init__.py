"""Questions about templates."""
