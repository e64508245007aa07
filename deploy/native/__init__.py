"""Runs the whole system on one machine without containers: `make up` and the commands beside it.

`python -m native COMMAND`, with `deploy` on the path. Everything until the virtual environment exists
(`__main__`, `packages`, `virtual_environment`, `places`) is written with the standard library alone.
"""
