"""The partnership's spreadsheets in, and an empty one out."""
