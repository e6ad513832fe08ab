"""Composition: one way to write the letters that Unicode can write in several, as é."""

from __future__ import annotations

import unicodedata

# Marks on one letter, of which no language has more than a few. It is Unicode's own bound (UAX 15,
# stream-safe text): with thousands of them, composing takes minutes.
MOST_MARKS = 30


def composed(text: str) -> str:
    """The text in Unicode's form NFC, in which an é is one character.

    Raises ValueError where a letter carries more than MOST_MARKS marks.

    >>> len("e\\u0301"), len(composed("e\\u0301"))
    (2, 1)
    """
    if text.isascii():
        return text
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            raise ValueError(f"A letter has more than {MOST_MARKS} marks: write it with fewer.")
    return unicodedata.normalize("NFC", text)
