"""GitHub's issue forms: declared once, written for each group, and read again as the fields of an issue's text."""
