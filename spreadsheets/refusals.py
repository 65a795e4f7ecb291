"""Why a file or a sheet cannot be read, in words for the person who chose it."""


class FileRefused(ValueError):
    """Nothing in the file can be read. The message says why, and what would do."""


class SheetRefused(ValueError):
    """A sheet cannot be read, from `line` on where one is known."""

    def __init__(self, advice: str, *, line: int | None = None, value: str = "") -> None:
        super().__init__(advice)
        self.line, self.value = line, value
