"""How the service desk answers."""
