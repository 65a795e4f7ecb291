"""What is held about people: which fields, why, for how long, and what becomes of them then."""
