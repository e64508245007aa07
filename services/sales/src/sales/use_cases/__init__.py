"""What one can do in sales. The listing of this folder is the feature list."""
