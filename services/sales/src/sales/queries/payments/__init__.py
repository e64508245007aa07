"""Payments, asked for."""
