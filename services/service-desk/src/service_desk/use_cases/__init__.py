"""What one can do in the service desk. The listing of this folder is the feature list."""
