"""Tokenizer: characters to ids and back. It knows nothing of models."""

from __future__ import annotations

from collections.abc import Iterable

from .composition import composed
from .wording import letters_of, listing


class Tokenizer:
    """One id per character, in sorted order, then BOS, which begins and ends every name.

    >>> tokenizer = Tokenizer("cab")
    >>> tokenizer.encode("abc")
    [3, 0, 1, 2, 3]
    >>> tokenizer.decode([0, 1, 2])
    'abc'
    """

    def __init__(self, characters: Iterable[str]) -> None:
        self.characters = sorted(set(characters))
        self.bos = len(self.characters)
        self.vocab_size = len(self.characters) + 1
        self._ids = {character: i for i, character in enumerate(self.characters)}

    def query(self, text: str) -> str:
        """What people ask about, as the vocabulary writes it: without space around it, in Unicode's
        form NFC, and in lower case where the vocabulary has no other and the text is known then.

        Raises ValueError as `composed` does.

        >>> Tokenizer("aem").query("Emma"), Tokenizer("aeEm").query("EMMA")
        ('emma', 'EMMA')
        """
        text = composed(text.strip())
        lower = composed(text.lower())
        if self.unknown(lower) or any(c != c.lower() for c in self.characters):
            return text
        return lower

    def unknown(self, text: str) -> set[str]:
        """The characters of a text that are not in the vocabulary."""
        return set(text) - self._ids.keys()

    def ids(self, text: str) -> list[int]:
        """The ids of the characters alone, without BOS.

        Raises ValueError, naming the characters that are not in the vocabulary.
        """
        if unknown := self.unknown(text):
            raise ValueError(f"The model does not know {self._strangers(unknown)}.")
        return [self._ids[character] for character in text]

    def _strangers(self, unknown: set[str]) -> str:
        """Characters that are not in the vocabulary, and what to write in their place.

        A capital that is known as a small letter counts only where there is nothing worse.
        """
        if strangers := {c for c in unknown if self.unknown(c.lower())}:
            return f"{listing(strangers)}: use only {self.describe()}"
        return f"{listing(unknown)}, but it knows {listing(c.lower() for c in unknown)}"

    def encode(self, text: str) -> list[int]:
        """[BOS] + ids + [BOS]; raises ValueError for an unknown character."""
        return [self.bos, *self.ids(text), self.bos]

    def decode(self, ids: Iterable[int]) -> str:
        """The characters of the ids, which must not include BOS."""
        return "".join(self.characters[i] for i in ids)

    def describe(self) -> str:
        """The vocabulary in words, for messages: "the letters a to z"."""
        return letters_of(self.characters)
