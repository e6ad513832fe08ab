"""Survey: what a list of names is made of, said before a model learns from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .slices import Slices, finish, portions
from .wording import counted, cut, letters_of

HEADINGS = {"name", "names", "first name", "first_name", "firstname", "given name", "vorname"}
DIGITS = "digits"
SEPARATORS = {",": "commas", ";": "semicolons", "|": "bars"}


@dataclass(frozen=True)
class Survey:
    """How many names a list has, how many of them again, with which characters, and how long."""

    count: int
    doubled: int
    vocabulary: str
    lengths: tuple[tuple[int, int], ...]  # letters, and how many names have so many; in order
    oddities: tuple[str, ...]  # what would be usual in a table

    @classmethod
    def of(cls, names: Sequence[str]) -> Survey:
        """The survey of a list of one or more names."""
        return finish(cls.in_slices(names))

    @classmethod
    def in_slices(cls, names: Sequence[str]) -> Slices[Survey]:
        """The same, giving way."""
        different: set[str] = set()
        letters: set[str] = set()
        lengths: Counter[int] = Counter()
        marks: Counter[str] = Counter()
        for portion in portions(names):
            different.update(portion)
            letters.update(*portion)
            lengths.update(map(len, portion))
            marks.update(marks_in(portion))
            yield
        return cls(
            len(names),
            len(names) - len(different),
            "".join(sorted(letters)),
            tuple(sorted(lengths.items())),
            tuple(oddities(names[0], marks, len(names))),
        )

    @property
    def longest(self) -> int:
        """The letters of the longest name."""
        return self.lengths[-1][0]

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


def marks_in(names: Sequence[str]) -> dict[str, int]:
    """In how many of the names each separator stands, and in how many "digits" do."""
    found = {mark: sum(mark in name for name in names) for mark in SEPARATORS}
    return {**found, DIGITS: sum(any(map(str.isdigit, name)) for name in names)}


def oddities(first: str, marks: Mapping[str, int], count: int) -> list[str]:
    """What would be usual in a table: a heading, separators in many lines, digits."""
    found = []
    if first.strip("\"'").casefold() in HEADINGS:
        found.append(f"it begins with the heading {cut(first)}")
    return found + [
        f"{word} in {counted(marks[mark], 'line')}"
        for mark, word in {**SEPARATORS, DIGITS: DIGITS}.items()
        if marks[mark] * 10 >= count
    ]
