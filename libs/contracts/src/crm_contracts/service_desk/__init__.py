"""The words of the service desk."""
