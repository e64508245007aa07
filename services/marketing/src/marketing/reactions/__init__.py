"""What marketing does when others speak."""
