"""All that touches the world: the disk, the clock, Git, MkDocs and the holiday library."""
