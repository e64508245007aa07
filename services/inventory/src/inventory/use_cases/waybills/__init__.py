"""What one can do with waybills."""
