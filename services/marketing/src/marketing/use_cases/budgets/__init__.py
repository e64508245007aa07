"""What one can do with budgets."""
