"""Build the site if anything has changed, and serve it on this machine.

python scripts/serve.py [--port 8000]
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

from typing import Any

from lib import report, toolchain
from lib.paths import DIST

PORT = 8000


def main() -> int:
    port = parse_port()
    toolchain.enter()
    from website import server, site  # need what the toolchain has just installed

    site.build()
    running = bind(server.application(DIST), port)
    report.say(f"Serving dist/ at {server.address(running)} (Ctrl-C stops it)")
    running.run()
    report.say("\nStopped.")
    return 0


def parse_port() -> int:
    parser = report.Parser(__doc__)
    parser.add_argument("--port", default=str(PORT), help=f"1 to 65535, {PORT} by default")
    text = parser.parse_args().port
    if not text.isascii() or not text.isdigit() or len(text) > 5 or not 1 <= int(text) <= 65535:
        raise report.Problem(f"--port takes a number from 1 to 65535, not {text!r}.", 2)
    return int(text)


def bind(app: Any, port: int) -> Any:
    """A server on the port wanted, or on a free one when that is taken."""
    from website.server import make_server

    try:
        return make_server(app, port)
    except OSError as error:
        running = make_server(app)
        reason = error.strerror or "not available"
        report.say(f"Port {port}: {reason}. Taking {running.effective_port} instead.")
        return running


if __name__ == "__main__":
    report.finish(main)
