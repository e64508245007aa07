"""How companies are loaded into a running system: the way to it, patience, repeatable requests, progress."""
