"""What sales does when time has come."""
