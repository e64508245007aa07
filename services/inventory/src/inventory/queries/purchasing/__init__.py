"""Questions about purchase orders and receipts."""
