"""What schools subscribe to: membership, packages, agreements and charges."""
