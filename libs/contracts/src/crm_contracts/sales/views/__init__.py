"""What sales shows."""
