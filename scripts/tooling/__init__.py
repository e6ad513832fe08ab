"""What the scripts share: the toolchain, the build of the site, the server.

What `toolchain`, `browser` and `server` import is in the standard library, because they run before
anything is installed. The other modules may use what requirements.lock lists.
"""

import sys
from pathlib import Path

# The build asks the package itself, as it stands in the checkout.
sys.path.append(str(Path(__file__).resolve().parents[2] / "py"))
