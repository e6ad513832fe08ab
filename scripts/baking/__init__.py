"""The parts of bake_weights.py: training a step, telling how far it is, the files it ends in."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "py"))  # a bare Python has the package only in the checkout
