"""A small service, copied under a name of its own for each test run."""
