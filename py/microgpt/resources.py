"""Resources: the package's own files, wherever Python has imported it from."""

from __future__ import annotations

import pkgutil


def resource(name: str) -> bytes:
    """The bytes of a file below the package, as "data/names.txt"; raises OSError."""
    found = pkgutil.get_data(__package__ or "", name)
    if found is None:
        raise FileNotFoundError(f"The package has been imported from where no {name} can lie.")
    return found
