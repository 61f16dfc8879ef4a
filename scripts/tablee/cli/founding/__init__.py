"""Founding a group out of the template: the questions, the files that the answers make, and what remains to be done."""
