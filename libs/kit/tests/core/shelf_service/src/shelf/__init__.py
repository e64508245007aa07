"""A small service for the kit's own tests: books on a shelf."""
