"""The coming weeks played in advance: invented people answer the steward's issues, day after day, on a copy."""
