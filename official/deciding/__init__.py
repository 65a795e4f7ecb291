"""A proposal accepted, refused or taken up again, by a person."""
