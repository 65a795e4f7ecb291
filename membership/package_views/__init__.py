"""Pages of packages: price lists, agreements, charges, and what goes to the accounts system."""
