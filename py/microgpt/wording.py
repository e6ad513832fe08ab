"""Wording: how messages show what was given, so that they stay short and safe to print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST = 60  # characters of what was given that a message repeats
LISTED = 10  # characters that a message lists one by one

# What a terminal obeys, a line ends at or a text turns round at, and half characters, which cannot
# be written as UTF-8.
UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def quoted(thing: object) -> str:
    """The repr of what was given, cut where it is long.

    >>> quoted("x")
    "'x'"
    >>> len(quoted("x" * 1_000_000))
    60
    """
    if isinstance(thing, (str, bytes)):
        thing = thing[:LONGEST]
    try:
        return cut(repr(thing))
    except (ValueError, RecursionError):  # thousands of digits, or of lists in one another
        return f"a very long {type(thing).__name__}"


def cut(text: str, longest: int = LONGEST) -> str:
    """The text itself, or the beginning of a long one and "…"."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def safe(text: str) -> str:
    """The text with control characters and half characters written as Python writes them.

    >>> safe("a\\x1b[2Jb")
    'a\\\\x1b[2Jb'
    """
    return UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def letter(character: str) -> str:
    """A character as it is, or by its name or code point where nothing of it would be seen.

    >>> letter("é"), letter("\\u200d"), letter(" ")
    ('é', 'U+200D', 'space')
    """
    if character == " ":
        return "space"
    visible = character.isprintable() and not character.isspace()
    return character if visible else f"U+{ord(character):04X}"


def listing(characters: Iterable[str]) -> str:
    """The characters, sorted, each once; where they are many, the first of them and a number.

    >>> listing("cab")
    '“a”, “b”, “c”'
    """
    return some([f"“{c}”" if letter(c) == c else letter(c) for c in sorted(set(characters))])


def letters_of(vocabulary: Iterable[str]) -> str:
    """A vocabulary in words: "the letters a to z"."""
    letters = sorted(vocabulary)
    if "".join(letters) == "abcdefghijklmnopqrstuvwxyz":
        return "the letters a to z"
    return "these characters: " + some(list(map(letter, letters)), 4 * LISTED, " ")


def counted(number: int, what: str) -> str:
    """A number of things, in the right form.

    >>> counted(1, "name"), counted(1000, "name")
    ('1 name', '1,000 names')
    """
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def some(words: Sequence[str], longest: int = LISTED, separator: str = ", ") -> str:
    """The words, or the first of them and how many more there are.

    >>> some(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    shown = separator.join(words[:longest])
    return shown if len(words) <= longest else f"{shown} and {len(words) - longest:,} more"
