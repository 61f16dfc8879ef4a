"""A year of a group under its steward, in memory: seeded members, seeded faults, and an oracle that remembers."""
