"""Who plays which part in which account."""
