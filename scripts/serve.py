"""Build the site if anything has changed, and serve it on this machine.

python scripts/serve.py [--port 8000]
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed, but this is " + sys.version.split()[0] + ".")

from tooling import report, toolchain
from tooling.arguments import Parser
from tooling.paths import DIST
from tooling.server import SiteServer, make_server

PORT = 8000


def main() -> int:
    port = parse_port()
    toolchain.enter()
    from tooling import site  # needs what the toolchain has just installed

    site.build()
    with bind(port) as server:
        report.say(f"Serving dist/ at {server.url} (Ctrl-C stops it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            report.say("\nStopped.")
    return 0


def parse_port() -> int:
    parser = Parser(__doc__)
    parser.add_argument("--port", default=str(PORT), help=f"1 to 65535, {PORT} by default")
    text = parser.parse_args().port
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise report.Problem(f"--port takes a number from 1 to 65535, not {text!r}.", 2)
    return int(text)


def bind(port: int) -> SiteServer:
    """A server on the port wanted, or on a free one when that is taken."""
    try:
        return make_server(DIST, port)
    except OSError as error:
        server = make_server(DIST)
        reason = error.strerror or "not available"
        report.say(f"Port {port}: {reason}. Taking {server.server_address[1]} instead.")
        return server


if __name__ == "__main__":
    report.finish(main)
