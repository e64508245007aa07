"""A small service for the gateway's tests."""
