"""What customers does when others speak."""
