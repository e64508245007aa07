"""What is true in inventory; no input, no output."""
