"""Touches: the moments at which accounts met campaigns.

A person's response is one, and so is a lead that became the account: at the moment of the response that it came by, where it came
by one, so that the two count once.
"""

MEETINGS = ("open", "click", "reply", "form", "call", "visit", "registered", "attended")
_LISTED = ", ".join(f"'{kind}'" for kind in MEETINGS)

TOUCHES = f"""
SELECT c.account_id, c.campaign_id, coalesce(r.at, c.converted_at) AS at, coalesce(r.id, c.id) AS id
FROM conversion_copies c LEFT JOIN lead_copies l ON l.id = c.id LEFT JOIN responses r ON r.id = l.response_id
WHERE c.campaign_id IS NOT NULL
UNION
SELECT coalesce(r.account_id, p.account_id), r.campaign_id, r.at, r.id
FROM responses r LEFT JOIN contact_copies p ON p.id = r.contact_id
WHERE r.campaign_id IS NOT NULL AND r.is_human AND r.kind IN ({_LISTED}) AND coalesce(r.account_id, p.account_id) IS NOT NULL
"""  # noqa: S608 - constants
