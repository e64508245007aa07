"""What one can do with escalation."""
