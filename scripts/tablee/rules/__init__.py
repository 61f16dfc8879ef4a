"""Pure rules: dates, turns, draws, without clock and without input or output."""
