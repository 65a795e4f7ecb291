"""Pages that draw on every subject: the first page and the school page."""
