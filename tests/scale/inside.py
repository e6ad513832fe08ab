"""What tests ask PyTorch, in a program of its own: inside.py FUNCTION JSON prints JSON."""

import json
import os
import resource
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "py")]


def plan_of(step=5, names=None, sizes=None, **numbers):
    from microgpt.config import Config
    from microgpt.steps import get_step
    from scaling.plan import Plan

    plan = Plan(step=get_step(step), config=Config(**sizes or {}), **numbers)
    return replace(plan, names=Path(names)) if names else plan


def trained(**given):
    from scaling.corpus import Corpus
    from scaling.trainer import Trainer

    plan = plan_of(**given)
    trainer = Trainer(plan, Corpus.of(plan.names, plan.seed))
    return trainer, list(trainer.training_steps())


def training(**given):
    """The losses of a training, its weights and its held-out loss."""
    trainer, losses = trained(**given)
    held_out = trainer.held_out
    return {
        "losses": losses,
        "weights": trainer.gpt.weights(),
        "held_out_loss": trainer.mean_loss(held_out),
        "held_out_names": len(held_out),
    }


def logits(out, names, **given):
    """The logits of a model after each token of the names, once it is written to `out`."""
    import torch
    from scaling.pace import Pace
    from scaling.session import finish

    trainer, losses = trained(**given)
    pace = Pace(trainer.plan, 0, aloud=False)
    pace.update(trainer.steps_done, losses[-1])
    finish(trainer, pace, Path(out))
    visible = trainer.plan.sizes.block_size
    rows = [torch.tensor([trainer.tokenizer.encode(name)[:-1][:visible]]) for name in names]
    return [trainer.gpt(row)[0].tolist() for row in rows]


def run_of_the_sweep(width, amount):
    """What the sweep says of one of its trainings."""
    from scaling.grid import train_run

    return train_run((width, amount))[0]


def held_out_of_file(path):
    """The loss of the scaled model, as its file holds it, on the names held out."""
    import torch
    from microgpt import checkpoint
    from scaling.corpus import Corpus
    from scaling.model import GPT
    from scaling.scaled import PLAN
    from scaling.trainer import Trainer

    trainer = Trainer(PLAN, Corpus.of(PLAN.names, PLAN.seed))
    trainer.gpt = GPT(checkpoint.load(Path(path)).weights, PLAN.sizes, torch.float32)
    return trainer.mean_loss(trainer.held_out)


def meet_alone(patience):
    """What a machine is told that waits for a second one, which does not come."""
    from lib import report
    from scaling.launch import launch

    endpoint = f"127.0.0.1:{free_port()}"
    report.finish(lambda: launch(1, ["--out", "no.json"], 2, endpoint, patience=patience))


def wait_for_others(seconds):
    """What the first of two processes is told when the second does not come."""
    from scaling import ranks

    ranks.MEET = timedelta(seconds=seconds)
    place = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free_port())}
    os.environ.update({"RANK": "0", "WORLD_SIZE": "2", **place})
    from scaling.train import main

    sys.exit(main([]))


def with_little_memory(size, arguments):
    """A training that has no more than a number of bytes for its data."""
    from scaling.train import main

    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    sys.exit(main(arguments))


def free_port():
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](**json.loads(sys.argv[2]))))
