"""The words of sales."""
