"""What one can do with calendars."""
