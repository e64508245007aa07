"""Questions about the rules that assign enquiries."""
