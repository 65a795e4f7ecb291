"""Membership, packages and income: every figure, with the rows behind it."""
