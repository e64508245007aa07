"""What the service desk does when others speak."""
