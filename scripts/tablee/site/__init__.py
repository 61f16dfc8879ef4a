"""What the group shows the world: pages, feeds, linked data."""
