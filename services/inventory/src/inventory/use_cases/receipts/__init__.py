"""What one can do with receipts."""
