"""The issues, comments and reminders that should exist by now."""
