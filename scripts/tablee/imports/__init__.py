"""What a group had before, calendars and lists of people, read into what its files say: text in, model out."""
