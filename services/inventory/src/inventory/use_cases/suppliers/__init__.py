"""What one can do with suppliers and their prices."""
