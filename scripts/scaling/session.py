"""A session: a training from its options to its files, on one process or as one of many."""

from __future__ import annotations

import signal
from pathlib import Path

from microgpt import checkpoint as weights_file
from microgpt.cli.console import tell
from microgpt.cli.training import TRIED
from microgpt.failure import Failure
from microgpt.files import named
from microgpt.train import LARGEST_LOSS
from microgpt.wording import counted
from microgpt.writing import one_file, require_writable, write_whole

from scaling.checkpoint import Checkpoint
from scaling.corpus import Corpus
from scaling.listing import file_hash, listing
from scaling.options import Options
from scaling.pace import Pace
from scaling.plan import Plan
from scaling.ranks import Ranks
from scaling.trainer import Trainer

DIGITS = 22  # characters of a weight in the file


class Stopped(Failure):
    """The training was asked to end before it had ended."""

    exit_code = 128 + signal.SIGTERM


def train(options: Options, ranks: Ranks) -> None:
    """Train and write the weights; rank 0 tells how it goes.

    Raises ValueError for what makes no sense or cannot be read, Failure where the training fails,
    and Stopped where this process or another one was asked to end.
    """
    checkpoint = Checkpoint(options.checkpoint) if options.checkpoint else None
    ranks.on_first(lambda: prepare(options, checkpoint))
    trainer = Trainer(options.plan, open_corpus(options.plan, ranks), ranks)
    if checkpoint:
        require_shared(checkpoint, ranks)
        state = ranks.on_first(lambda: checkpoint.read(trainer))
        if state:
            trainer.restore(state)
    if ranks.number == 0:
        tell_what_is_trained(trainer)
    pace = Pace(options.plan, trainer.steps_done, aloud=ranks.number == 0)
    run(trainer, pace, checkpoint, options.every)
    if ranks.number == 0:
        finish(trainer, pace, options.out)


def prepare(options: Options, checkpoint: Checkpoint | None) -> None:
    """Raise ValueError where the files could not be written, or are one."""
    require_writable(options.out)
    if checkpoint:
        if one_file(options.out, checkpoint.path):
            raise ValueError("--out is the checkpoint's own file: name another for --out.")
        checkpoint.prepare()


def require_shared(checkpoint: Checkpoint, ranks: Ranks) -> None:
    """Raise ValueError where machines see different checkpoints.

    Only rank 0 reads and writes them, and torchrun may put it on another machine next time.
    """
    if len(set(ranks.on_machines(checkpoint.seen))) > 1:
        raise ValueError(
            f"The checkpoint in {named(checkpoint.path.parent)} is not the same on all machines: "
            "put --checkpoint into a folder that they share."
        )


def open_corpus(plan: Plan, ranks: Ranks) -> Corpus:
    """The names, which the first process of each machine brings into order.

    Raises ValueError where they cannot be read, or where machines have different files.
    """
    digest, *others = set(ranks.on_machines(lambda: file_hash(plan.names)))
    if others:
        raise ValueError(
            f"The names file {named(plan.names)} is not the same on all machines: give each one "
            "the same file."
        )
    ranks.on_machines(lambda: listing(plan.names, plan.seed, digest))
    return Corpus(listing(plan.names, plan.seed, digest))


def run(trainer: Trainer, pace: Pace, checkpoint: Checkpoint | None, every: int) -> None:
    """Train to the end, or until asked to stop, with a checkpoint every so many training steps."""
    last = trainer.plan.num_steps
    for loss in trainer.training_steps():
        done, stopping = trainer.steps_done, trainer.ranks.stopping
        pace.update(done, loss)
        due = done % every == 0 or done == last or stopping
        if checkpoint and due and trainer.ranks.number == 0:
            checkpoint.save(trainer)
        if stopping and done < last:
            kept = (
                f"{named(checkpoint.path)} keeps it: run the same command to go on"
                if checkpoint
                else "nothing is kept, for there is no --checkpoint"
            )
            raise Stopped(f"Stopped after training step {done:,} of {last:,}; {kept}.")


def finish(trainer: Trainer, pace: Pace, out: Path) -> None:
    """Write the weights, and say what came out; raises Failure where nothing can be written."""
    if not trainer.mean_loss(trainer.corpus[:TRIED]) <= LARGEST_LOSS:
        raise Failure(
            "The last training step led the model astray, so nothing was written: "
            "use a smaller learning rate."
        )
    write_whole(out, weights_file.dump(trainer.model().state(), trainer.provenance()))
    tell(f"Wrote {named(out)}.")
    tell(summary(trainer, pace))


def summary(trainer: Trainer, pace: Pace) -> str:
    """What came out, in two sentences; to measure the held-out loss takes a moment."""
    plan, held_out = trainer.plan, trainer.held_out
    learned = (
        f"Step {plan.step.number} {plan.step.title}: {counted(parameters(trainer), 'parameter')}, "
        f"{counted(plan.num_steps, 'training step')} of {counted(plan.batch, 'name')}"
    )
    if pace.recent:
        learned += (
            f" in {pace.seconds:.1f} s, mean loss of the last {len(pace.recent)}: {pace.loss:.4f}"
        )
    if not held_out:
        return f"{learned}. The list is too short to hold names out."
    loss = trainer.mean_loss(held_out)
    return f"{learned}. Loss on {counted(len(held_out), 'held-out name')}: {loss:.4f}."


def parameters(trainer: Trainer) -> int:
    """How many numbers the weights are."""
    return trainer.plan.step.parameters(trainer.tokenizer.vocab_size, trainer.plan.sizes)


def tell_what_is_trained(trainer: Trainer) -> None:
    """Say how large it is, on what, and where it begins."""
    plan, ranks = trainer.plan, trainer.ranks
    size = parameters(trainer)
    tell(
        f"Training {counted(size, 'parameter')} on {counted(len(trainer.corpus), 'name')} "
        f"in {plan.dtype}, on the {ranks.device.type.upper()}, with "
        f"{ranks.count} process{'es' * (ranks.count > 1)}."
    )
    if trainer.steps_done:
        tell(f"Going on after training step {trainer.steps_done:,} of {plan.num_steps:,}.")
    if size * DIGITS > weights_file.LARGEST * 2**20:
        tell(
            f"The weights will be a file of more than {weights_file.LARGEST} MiB, which the "
            "package does not open."
        )
