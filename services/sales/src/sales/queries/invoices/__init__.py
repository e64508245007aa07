"""Invoices, asked for."""
