"""Pages: the figures, the report as it is written, and as it was published."""
