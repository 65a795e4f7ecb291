"""What could not be read, as far as anybody would read it."""

from official.facts import Problem

MOST = 1_000


class Problems(list[Problem]):
    """The first thousand, and how many there are."""

    def __init__(self, found: tuple[Problem, ...] = ()) -> None:
        super().__init__(found)
        self.count = len(found)

    def add(self, line: int, column: str, value: str, words: str) -> None:
        self.count += 1
        if self.count <= MOST:
            self.append(Problem(line, column, value if len(value) <= 80 else f"{value[:79]}…", words))
