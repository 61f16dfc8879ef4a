"""What is wrong between the group's files, and how it is told."""
