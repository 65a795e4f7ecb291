"""Who changed which record, when, from what to what: kept by triggers, read in words, and restored."""
