"""Calendars to subscribe to: one VEVENT a date, one file for each circle, member and meeting (RFC 5545, RFC 7986)."""

from tablee.feeds.calendars import render_feeds

__all__ = ["render_feeds"]
