"""Associates: the list of them, and each with its contacts, membership, visits and offers."""
