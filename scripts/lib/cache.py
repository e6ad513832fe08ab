"""What is slow to make, kept under .cache by a name that says what it was made from."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from lib.paths import CACHE


def kept(name: str, make: Callable[[Path], object], cache: Path = CACHE) -> Path:
    """The file or directory of this name, whole: `make` writes it to the path it is given."""
    place = cache / name
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent) as folder:
            made = Path(folder) / "made"
            make(made)
            try:
                made.rename(place)
            except OSError:
                if not place.exists():  # another build may have been faster
                    raise
    return place
