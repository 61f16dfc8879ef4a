"""A fresh copy of the template becomes a group: somebody who may write sends a form, and its files are written."""
