"""Tablée keeps an informal network of independents meeting: files in Git become a page, a calendar and turns."""

__version__ = "0.1.0"
