"""What one can do with complaints."""
