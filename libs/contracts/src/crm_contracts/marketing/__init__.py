"""The words of marketing."""
