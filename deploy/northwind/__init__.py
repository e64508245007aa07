"""The worked example: a real company's books, run through the system by its public API."""
