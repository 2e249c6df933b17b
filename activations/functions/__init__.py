"""One module a function: its code, its derivative and its record."""
