"""What several use cases look up."""
