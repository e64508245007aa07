"""Questions about saved views."""
