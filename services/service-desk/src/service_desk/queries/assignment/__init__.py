"""Questions about who gets new tickets."""
