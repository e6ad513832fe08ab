"""Tokenizer: characters to ids and back. It knows nothing of models."""

from __future__ import annotations

from collections.abc import Iterable


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

    def ids(self, text: str) -> list[int]:
        """The ids of the characters alone, without BOS.

        Raises ValueError, naming the characters that are not in the vocabulary.
        """
        unknown = sorted(set(text) - self._ids.keys())
        if unknown:
            raise ValueError(
                f"The model does not know {', '.join(map(repr, unknown))}: "
                f"use only {self.describe()}."
            )
        return [self._ids[character] for character in text]

    def encode(self, text: str) -> list[int]:
        """[BOS] + ids + [BOS]; raises ValueError for an unknown character."""
        return [self.bos, *self.ids(text), self.bos]

    def decode(self, ids: Iterable[int]) -> str:
        """The characters of the ids, which must not include BOS."""
        return "".join(self.characters[i] for i in ids)

    def describe(self) -> str:
        """The vocabulary in words, for messages: "the letters a to z"."""
        if "".join(self.characters) == "abcdefghijklmnopqrstuvwxyz":
            return "the letters a to z"
        return "these characters: " + " ".join(self.characters)
