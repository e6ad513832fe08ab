"""Survey: what a list of names is made of, said before a model learns from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .wording import counted, cut, letters_of

HEADINGS = {"name", "names", "first name", "first_name", "firstname", "given name", "vorname"}
SEPARATORS = {",": "commas", ";": "semicolons", "|": "bars"}


@dataclass(frozen=True)
class Survey:
    """How many names a list has, how many of them again, with which characters, and how long."""

    count: int
    doubled: int
    vocabulary: str
    longest: int  # letters
    oddities: tuple[str, ...]  # what would be usual in a table

    @classmethod
    def of(cls, names: Sequence[str]) -> Survey:
        """The survey of a list of one or more names."""
        return cls(
            len(names),
            len(names) - len(set(names)),
            "".join(sorted(set().union(*names))),
            max(map(len, names)),
            tuple(oddities(names)),
        )

    def __str__(self) -> str:
        """One sentence."""
        doubled = f" ({self.doubled:,} of them doubled)" if self.doubled else ""
        return (
            f"{counted(self.count, 'name')}{doubled} of at most {counted(self.longest, 'letter')}, "
            f"written with {letters_of(self.vocabulary)}."
        )

    @property
    def warning(self) -> str | None:
        """A sentence where the list looks like a table."""
        if not self.oddities:
            return None
        return (
            f"This looks like a table rather than a list of names ({'; '.join(self.oddities)}): "
            "give one name a line and nothing else."
        )


def oddities(names: Sequence[str]) -> list[str]:
    """What would be usual in a table: a heading, separators in many lines, digits."""
    found = []
    if names[0].strip("\"'").casefold() in HEADINGS:
        found.append(f"it begins with the heading {cut(names[0])}")
    marks = {mark: sum(mark in name for name in names) for mark in SEPARATORS}
    found += [
        f"{word} in {counted(marks[mark], 'line')}"
        for mark, word in SEPARATORS.items()
        if marks[mark] * 10 >= len(names)
    ]
    with_digits = sum(any(map(str.isdigit, name)) for name in names)
    if with_digits * 10 >= len(names):
        found.append(f"digits in {counted(with_digits, 'line')}")
    return found
