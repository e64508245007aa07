"""Questions about reservations."""
