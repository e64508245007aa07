"""Questions about processes and reasons."""
