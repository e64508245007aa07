"""What the service desk does when time has come."""
