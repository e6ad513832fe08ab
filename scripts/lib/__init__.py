"""What all scripts share: paths, reports, the toolchain. Only `node` needs what it installs."""

import sys
from pathlib import Path

# The package as it stands in the checkout, whatever else is installed.
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "py"))
