"""How inventory answers."""
