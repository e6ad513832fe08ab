"""What tests of the package share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT.parent / "shared" / "data" / "makemore_names.txt"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def published_list() -> Path:
    if not PUBLISHED.is_file():
        pytest.skip("the list of the published run is not part of the project (../shared)")
    return PUBLISHED
