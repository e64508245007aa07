"""What inventory does when others speak."""
