"""Questions about messages."""
