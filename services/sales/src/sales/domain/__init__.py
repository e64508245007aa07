"""What is true in sales; no input, no output."""
