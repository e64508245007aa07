"""What can be imported: one file for each collection."""
