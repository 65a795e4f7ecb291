"""Pages of memberships and their renewals, of packages, agreements and charges, and what goes to the accounts."""
