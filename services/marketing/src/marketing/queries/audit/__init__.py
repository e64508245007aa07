"""Questions about who did what, and who may see what."""
