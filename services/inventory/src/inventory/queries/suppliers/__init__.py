"""Questions about suppliers and their prices."""
