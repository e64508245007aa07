"""Goods in and out for other reasons than purchases and sales."""
