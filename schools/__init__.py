"""Who the partnership works with: schools, their URNs, phases and trusts, and associates."""
