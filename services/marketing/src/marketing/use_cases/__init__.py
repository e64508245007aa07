"""What one can do in marketing. The listing of this folder is the feature list."""
