"""The pages of programmes and their runs."""
