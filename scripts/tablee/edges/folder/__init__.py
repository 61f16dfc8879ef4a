"""Issues in a folder of Markdown files: the tracker of a group that lives without any account."""

from tablee.edges.folder.tracker import FolderTracker

__all__ = ["FolderTracker"]
