"""Failure: what went wrong in the doing, not in what was asked."""


class Failure(ValueError):
    """A training that diverged, a disk that is full: the command line ends with exit code 1."""
