"""Tablée keeps an informal network of independents meeting: files in Git become a page, a calendar and turns."""

__version__ = "0.2.0"
__released__ = "2026-11-29"
