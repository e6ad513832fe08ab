"""Content negotiation: which of the stored encodings of a file a client takes."""

# Best first; also the suffix under which the build stores each encoding beside the file.
SUFFIXES = {"br": ".br", "gzip": ".gz"}


def accepted(header: str) -> dict[str, float]:
    """The weights in an Accept-Encoding header, as encoding → q.

    >>> accepted("gzip, br;q=0.5, *;q=0")
    {'gzip': 1.0, 'br': 0.5, '*': 0.0}
    """
    weights = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            weights[name] = next(map(weight, parameters), 1.0)
    return weights


def weight(parameter: str) -> float:
    """The number in `q=0.5`; whatever is not a number between 0 and 1 counts as a refusal."""
    try:
        value = float(parameter.removeprefix("q="))
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def choose(header: str, stored: list[str]) -> str | None:
    """The stored encoding the client likes best, or None for the plain file.

    >>> choose("gzip, deflate, br", ["br", "gzip"])
    'br'
    >>> choose("gzip;q=1, br;q=0.5", ["br", "gzip"])
    'gzip'
    >>> choose("identity", ["br", "gzip"]) is None
    True
    """
    weights = accepted(header)
    candidates = [name for name in SUFFIXES if name in stored]
    liking = {name: weights.get(name, weights.get("*", 0.0)) for name in candidates}
    best = max(candidates, key=liking.__getitem__, default=None)  # the first one when equal
    return best if best and liking[best] > 0 else None
