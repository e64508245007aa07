"""What use cases, queries and reactions look up and keep in several of them."""
