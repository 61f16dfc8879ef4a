"""What people read, in the language of the group."""
