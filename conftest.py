"""Loaded before all tests."""

# pytest names test modules by their folders, and the folder `gateway` must not stand in the way of the package of that name.
import gateway  # noqa: F401
