"""The coder: from a report's text to its claims, room by room."""
