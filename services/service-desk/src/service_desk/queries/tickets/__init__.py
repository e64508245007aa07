"""Questions about tickets."""
