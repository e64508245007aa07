"""Processes and reasons."""
