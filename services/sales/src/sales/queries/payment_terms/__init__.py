"""Questions about payment terms."""
