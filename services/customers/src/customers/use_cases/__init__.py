"""What one can do in customers. The listing of this folder is the feature list."""
