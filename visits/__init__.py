"""Visits to schools and associates."""
