"""Memberships and their renewals: the lists, the board, the pages of each, and the letters."""
