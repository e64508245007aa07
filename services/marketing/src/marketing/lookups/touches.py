"""Touches: the moments at which accounts met campaigns."""

TOUCHES = """
SELECT account_id, campaign_id, converted_at AS at, id FROM conversion_copies WHERE campaign_id IS NOT NULL
"""
