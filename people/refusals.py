class Refused(Exception):
    """What cannot be done. Nothing was written; the message says why, for a person."""
