"""What sales does when others speak."""
