"""What all tests share."""

from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

ROOT = Path(__file__).resolve().parents[1]

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
# A busy machine is no mistake of the package: no example has a time limit.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
