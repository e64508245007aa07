"""Questions about orders."""
