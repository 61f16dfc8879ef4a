"""GitHub's forms, sent by people: a form becomes a change of a file or a statement about a meeting, and is answered."""
