"""How marketing answers."""
