"""Issues in a folder of Markdown files: the tracker of a group that lives without any account."""

from tablee.adapters.folder.tracker import FolderTracker

__all__ = ["FolderTracker"]
