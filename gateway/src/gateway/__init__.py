"""The gateway: HTTP in, RPC out, no business rule."""
