"""What is true in the service desk; no input, no output."""
