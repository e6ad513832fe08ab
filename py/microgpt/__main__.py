"""The command line: python -m microgpt train | generate | score. Carries out a command and exits.

However it ends, there is no traceback but one sentence on stderr, with exit code 2 for a mistake in
what was asked, 1 for a run that failed, 130 for Ctrl-C.
"""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its exit code."""
    try:
        # Here, because Ctrl-C may come while most of the package is still being imported.
        from .cli.commands import carry_out

        carry_out(arguments)
    except BrokenPipeError:  # whoever reads has enough, as in `… | head -1`
        discard_output()
    except OSError as error:
        discard_output()
        return complain(f"The output cannot be written ({error.strerror or error}).", 1)
    except MemoryError:
        return complain("There is not enough memory: ask for less at once.", 1)
    except ValueError as error:
        return complain(safely(error), getattr(error, "exit_code", 2))
    except KeyboardInterrupt as wish:
        ignore_further_wishes()
        return complain(safely(wish) or "stopped.", 130)
    return 0


def complain(message: str, exit_code: int) -> int:
    """Say what is wrong, if anybody can hear it, and return the exit code."""
    try:
        if sys.stderr is not None:
            print(f"microgpt: {message}", file=sys.stderr, flush=True)
    except OSError:
        discard_output()
    return exit_code


def safely(error: BaseException) -> str:
    """The sentence of an exception, without what a terminal would obey."""
    from .wording import safe

    return safe(str(error))


def discard_output() -> None:
    """Send to nowhere what is still to be written, so that Python does not try it at its end."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def ignore_further_wishes() -> None:
    """A second Ctrl-C has nothing left to stop."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
