"""Registers: who was at a session, marked on the page, by the room's code, from a list or from paper; certificates."""
