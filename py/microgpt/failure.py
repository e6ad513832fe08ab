"""Failure: what went wrong in the doing, not in what was asked."""


class Failure(ValueError):
    """A training that diverged, a disk that is full."""

    exit_code = 1  # of the command line, where other mistakes have 2
