"""Figures read from rows: the number, the list it opens and every export of it, from one definition."""
