"""The bodies of the issues: one file a kind, in Markdown that a member on a phone understands at once."""
