"""What is true in customers; no input, no output."""
