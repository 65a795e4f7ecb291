class NotDecided(Exception):
    """Nothing was changed. The message says why, for a person, and what to do."""


class ChangedSince(NotDecided):
    """The record is no longer what the proposal was made from."""

    def __init__(self, what: str = "") -> None:
        super().__init__(
            f"The record has been changed since the file was read{f': {what}' if what else ''}. "
            "Refuse this, or take the newest file in again to see what it says of the record as it is now."
        )
