"""Twenty invented groups that live for months under the steward, and what that comes to for an organiser."""
