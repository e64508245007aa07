"""Identity: who works here, what they may do, and whose token it is."""
