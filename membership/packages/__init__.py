"""Packages at work: price lists, agreements, what is owed, and the file for the accounts system."""
