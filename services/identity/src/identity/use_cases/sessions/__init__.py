"""Sessions, passwords and tokens."""
