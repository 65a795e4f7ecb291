"""Made-up records of each subject, spread as a partnership's are."""
