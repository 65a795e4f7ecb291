"""The report as people write it: prose with live figures, notes beside lines, quotes."""
