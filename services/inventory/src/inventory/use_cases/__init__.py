"""What one can do in inventory. The listing of this folder is the feature list."""
