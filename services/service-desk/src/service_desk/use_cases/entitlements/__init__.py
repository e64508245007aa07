"""What one can do with entitlements."""
