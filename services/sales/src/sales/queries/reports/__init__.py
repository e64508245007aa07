"""Questions about the pipeline as a whole."""
