"""The pages of one school: all that is on record for it, by subject, by date and by change."""
