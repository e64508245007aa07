"""What is true in identity; no input, no output."""
