"""Questions about the outcome of campaigns."""
