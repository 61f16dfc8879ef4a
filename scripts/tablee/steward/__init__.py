"""The steward keeps the rhythm: it plans which issues and files should be, and applies what is missing."""
