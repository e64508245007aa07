"""What marketing does when time has come."""
