"""What inventory does when time has come."""
