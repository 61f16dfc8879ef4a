"""The first file of a member and of a meeting: what was said, and in comments what may be added."""
