"""What one can do with the rules that assign enquiries."""
