"""The forms of programmes, their runs, and who is on them."""
