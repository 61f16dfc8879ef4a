"""A rehearsal under way: the copy on which it is played, and the day that it has come to."""
