"""What one can do in identity. The listing of this folder is the feature list."""
