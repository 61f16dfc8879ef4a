"""What people said in the issues: reactions, slash commands and ticked boxes, in the order in which they were said."""
