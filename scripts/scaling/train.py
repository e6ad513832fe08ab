"""Train steps 3 to 5 in PyTorch: what torchrun starts, once for each process.

    torchrun --nnodes=2 --nproc-per-node=8 --max-restarts=3 \\
        --rdzv-backend=c10d --rdzv-endpoint=HOST:29500 \\
        scripts/scaling/train.py --batch 512 --num-steps 3000 --out model.json --checkpoint kept

Options are those of scripts/scale.py. Started without torchrun it trains with one process.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where `scaling` and `lib` lie

from scaling import verdict
from scaling.options import parse
from scaling.ranks import Ranks, is_out_of_memory
from scaling.session import Stopped, train


def main(arguments: list[str]) -> int:
    """Train; return the exit code: 2 for bad input, 1 for a run that failed, 143 where stopped."""
    ranks = Ranks()
    note_signals(ranks)
    try:
        ranks.meet()
        if (code := ranks.board.said) is not None:
            verdict.leave(code)
            return code
        train(parse(arguments), ranks)
    except Stopped as wish:  # which all processes raise after the same training step
        verdict.leave(wish.exit_code)
        return ranks.board.fail(wish)
    except ValueError as error:
        return ranks.board.fail(error)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        return ranks.board.fail(ranks.out_of_memory())
    return 0


def note_signals(ranks: Ranks) -> None:
    """Let the wish to end wait for the end of a training step, and for what is to be said."""

    def note(*_: object) -> None:
        ranks.asked_to_stop = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    os._exit(code)  # at once: threads of PyTorch may still wait for a process that has gone
