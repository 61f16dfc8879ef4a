"""All that touches the world: the disk, the clock, Git, GitHub, mail, MkDocs and the holiday library."""
