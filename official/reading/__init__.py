"""From an official file, on disk or at an address, to the values of `official/facts.py`; no record is touched."""
