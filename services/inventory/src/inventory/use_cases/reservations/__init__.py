"""Keeping goods for somebody."""
