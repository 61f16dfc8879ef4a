"""The most that the steward does: writes of a run, issues closed at once, messages a week, mentions in a comment."""

from datetime import timedelta

MOST_WRITES = 60
"""In one run; GitHub takes 80 a minute."""
MOST_CLOSED = 5
"""A plan that closes more issues at once is more likely a mistake than a busy week.

Duplicates do not count: of each subject one issue stays open, and a stale list may have doubled them all.
"""
MOST_A_WEEK = 3
"""Of the steward's calls, to one member in seven days."""
LEFT_ALONE_FOR = timedelta(days=21)
"""Whoever was sent anything within so many days is not reminded.

Each mention also brings what others write in its issue and its closing, for two weeks, and then a week of rest is due.
"""
MOST_MENTIONS = 50
"""In one comment (facts: beyond fifty GitHub calls nobody)."""
