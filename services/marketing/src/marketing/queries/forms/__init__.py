"""Questions about web forms."""
