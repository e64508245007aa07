"""Marketing: whom to tell what, what came of it, and what it cost."""
