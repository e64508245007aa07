"""A stall: a service that imports, for tests of imports."""
