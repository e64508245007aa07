"""Questions about target lists."""
