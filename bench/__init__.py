"""How fast the portal is, at the size of a partnership and of England. `python3 dev.py bench` runs it."""
