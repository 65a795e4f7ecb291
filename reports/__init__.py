"""The end-of-year report: which figures stand where."""
