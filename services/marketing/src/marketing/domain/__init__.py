"""What is true in marketing; no input, no output."""
