"""Questions about calendars."""
