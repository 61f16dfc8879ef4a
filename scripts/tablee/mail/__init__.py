"""Invitations, reminders and calls by mail, and the answers: what is owed, what it says, what is believed."""
