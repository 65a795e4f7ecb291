"""The report as it is published: kept whole, and what has changed since."""
