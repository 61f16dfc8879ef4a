"""Share cards: the picture of each page where people share its link."""
