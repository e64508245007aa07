"""Questions about escalation."""
