"""The pages: the list of people, one person, and the door an invitation opens."""
