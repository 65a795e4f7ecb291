"""What is written about visits as words to be found by their stems: `to_tsvector`, kept in an index of the table."""

from django.contrib.postgres.search import SearchVector

ENGLISH = "english"
SHARED = SearchVector("purpose", "visitor", "shared_note", config=ENGLISH)
INTERNAL = SearchVector("met", "internal_note", config=ENGLISH)
"""For those alone who may see internal notes."""
AGREED = SearchVector("what", "outcome", config=ENGLISH)
