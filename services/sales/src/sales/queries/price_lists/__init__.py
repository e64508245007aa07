"""Questions about price lists."""
