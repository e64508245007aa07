"""Every command, query, event and view of the CRM. Words, no behaviour."""
