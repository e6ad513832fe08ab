"""Training: runs that learn a step by step, can be gone back in, branched and written to files."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import asdict, fields
from typing import Any

from microgpt import checkpoint
from microgpt.config import Config
from microgpt.engines import DEFAULT_ENGINE
from microgpt.failure import Failure
from microgpt.handles import Handle, Handles
from microgpt.names import letters_in, parse_names_in_slices, read_names
from microgpt.params import require_text, take
from microgpt.run import Run
from microgpt.score import mean_loss_in_slices
from microgpt.slices import Slices, portions
from microgpt.steps import DEFAULT_STEP, Step, get_step
from microgpt.survey import Survey
from microgpt.train import Trainer
from microgpt.wording import quoted

LARGEST_LIST = 1_000_000  # characters of names, nine times the own list: less than stops a page
MOST_PARAMETERS = 100_000  # a run is kept some twenty times, with two numbers more for each weight
SIZES = {field.name: field.default for field in fields(Config)}
PASTED = "The list"  # what messages call names that have no file

Plain = dict[str, Any]


def sizes(_: Handles, params: Plain) -> Plain:
    """What a model would be: its `parameters`, with the `learning_rate` and `settings` of its step.

    The rate is the first; the settings are what the step makes use of, besides steps and seed.
    `params`: step, n_embd, n_head, n_layer, block_size, vocabulary_size (letters and BOS). Raises
    ValueError for numbers that make no model.
    """
    options = take(params, {"step": DEFAULT_STEP, **SIZES, "vocabulary_size": 27})
    step = get_step(options["step"])
    letters = options["vocabulary_size"]
    if type(letters) is not int or letters < 2:
        raise ValueError(f"The vocabulary must have 2 tokens or more, not {quoted(letters)}.")
    parameters = step.parameters(letters, config_of(step, options))
    require_small(parameters)
    return {
        "parameters": parameters,
        "learning_rate": step.learning_rate,
        "settings": sorted(step.settings),
    }


def survey(_: Handles, params: Plain) -> Slices[Plain]:
    """What a list of `names`, one a line, is made of: said before anything learns from it.

    The reply is {"count", "doubled", "vocabulary", "longest", "lengths", "sentence", "warning"};
    lengths are pairs, how many letters and how many names of so many. Raises ValueError for a text
    that holds no list of names.
    """
    names = yield from names_in(take(params, {"names": None})["names"])
    surveyed = yield from Survey.in_slices(names)
    return {
        "count": surveyed.count,
        "doubled": surveyed.doubled,
        "vocabulary": list(surveyed.vocabulary),
        "longest": surveyed.longest,
        "lengths": [list(pair) for pair in surveyed.lengths],
        "sentence": str(surveyed),
        "warning": surveyed.warning,
    }


def begin(handles: Handles, params: Plain) -> Slices[Plain]:
    """Keep a new run under an `id`, untrained; describe it.

    `params`: id, step, num_steps, learning_rate (None: the step's own), seed, engine, n_embd,
    n_head, n_layer, block_size, and names, one a line (None: the project's own list). Raises
    ValueError for what makes no training.
    """
    options = take(
        params,
        {
            "id": "", "step": DEFAULT_STEP, "num_steps": 1000, "learning_rate": None, "seed": 42,
            "engine": DEFAULT_ENGINE, **SIZES, "names": None,
        },
    )  # fmt: skip
    step = get_step(options["step"])
    names = yield from names_in(options["names"])
    config = config_of(step, options)
    letters = yield from letters_in(names)
    require_small(step.parameters(len(letters) + 1, config))
    numbers = {name: options[name] for name in ("seed", "num_steps", "learning_rate", "engine")}
    trainer = yield from Trainer.in_slices(step, names, config, **numbers)
    return (yield from keep(handles, options["id"], Run(trainer, names)))


def resume(handles: Handles, params: Plain) -> Slices[Plain]:
    """Keep the run in the `text` of a run file under an `id`; describe it.

    `names` is the list it was begun with (None: the project's own). Raises NoRun where the file
    holds a finished model, OtherNames where the run was begun with another list (it can still be
    opened as a finished model: the class is the `name` of a fault), and ValueError where the file
    is not sound.
    """
    options = take(params, {"id": "", "text": "", "names": None})
    document = checkpoint.parse_document(require_text(options["text"], "A run file"))
    names = yield from names_in(options["names"])
    try:
        trainer = yield from Trainer.resume_in_slices(document, names)
    except ValueError as error:
        # Of the same class, which tells NoRun and OtherNames apart.
        raise type(error)(f"{checkpoint.UNNAMED} cannot be used. {error}") from error
    return (yield from keep(handles, options["id"], Run(trainer, names)))


def recall(handles: Handles, params: Plain) -> Plain:
    """Give the run `id`, once resumed, a moment of its past, in the `text` of a run file.

    The reply is {"moments"}. Raises ValueError where the file is not sound, or another training's.
    """
    options = take(params, {"id": "", "text": ""})
    run = handles.run(options["id"])
    run.recall(checkpoint.parse_document(require_text(options["text"], "A run file")))
    return {"moments": run.moments}


def branch(handles: Handles, params: Plain) -> Slices[Plain]:
    """Keep under the id `to` a run that goes on from a `moment` of the run `id`; describe it.

    `num_steps` and `learning_rate` are its own (None: those of the run). Raises ValueError where
    the run was not kept then, or for numbers that make no sense.
    """
    options = take(
        params, {"id": "", "to": "", "moment": 0, "num_steps": None, "learning_rate": None}
    )
    run = handles.run(options["id"])
    num_steps = options["num_steps"] or run.trainer.num_steps
    rate = options["learning_rate"] or run.trainer.learning_rate
    branched = yield from run.branch(options["moment"], num_steps, rate)
    return (yield from keep(handles, options["to"], branched))


def train(handles: Handles, params: Plain) -> Generator[Plain | None, None, Plain]:
    """Train the run `id` on, by `count` training steps (None: to its end).

    An event for each training step, {"loss"}, with "moment" where the run was kept. The reply is
    {"steps_done", "moments", "diverged"}: the last is a sentence where the training left all
    bounds, which loses nothing, or None. A job that is cancelled can be asked for again.
    """
    options = take(params, {"id": "", "count": None})
    run, count = handles.run(options["id"]), options["count"]
    if count is not None and (type(count) is not int or count < 1):
        raise ValueError(f"The number of training steps must be 1 or more, not {quoted(count)}.")
    diverged = None
    try:
        yield from run.go(count)
    except Failure as failure:
        diverged = str(failure)
    return {"steps_done": run.trainer.steps_done, "moments": run.moments, "diverged": diverged}


def model(handles: Handles, params: Plain) -> Slices[Plain]:
    """Open the model of the run `id` at a `moment` (None: as it is now) under the id `to`."""
    options = take(params, {"id": "", "to": "", "moment": None})
    run, moment = handles.run(options["id"]), options["moment"]
    opened = Handle(run.model(moment), (yield from run.trained_on(moment)))
    handles.keep(require_text(options["to"], "An id"), opened)
    return handles.describe(options["to"])


def file(handles: Handles, params: Plain) -> Slices[Plain]:
    """The `text` of the run `id` as a run file, which a weights file is part of.

    `moment`: None for the run as it is now. Raises ValueError where it was not kept then, and
    Failure where a weight left the range of numbers.
    """
    options = take(params, {"id": "", "moment": None})
    run = handles.run(options["id"])
    state = run.state(options["moment"])
    done = {"steps_done": state["run"]["steps_done"]}
    text = yield from checkpoint.dump_in_slices(state, {**run.trainer.provenance, **done})
    return {"text": text}


def held_out(handles: Handles, params: Plain) -> Slices[Plain]:
    """The mean loss of the run `id` on names it never reads, in nats; None where none are left.

    `moment`: None for the run as it is now. The reply is {"loss", "names"}.
    """
    options = take(params, {"id": "", "moment": None})
    run = handles.run(options["id"])
    names = run.trainer.held_out
    loss = yield from mean_loss_in_slices(run.model(options["moment"]), names)
    return {"loss": loss, "names": len(names)}


def close(handles: Handles, params: Plain) -> Plain:
    """Forget the run `id`; models that were opened from it stay."""
    handles.drop_run(take(params, {"id": ""})["id"])
    return {}


def keep(handles: Handles, run_id: str, run: Run) -> Slices[Plain]:
    """Keep a run under an id; describe it, giving way."""
    handles.keep_run(run_id, run)
    trainer, names = run.trainer, run.names
    model_now = trainer.model
    cut_names = 0
    for portion in portions(names):
        cut_names += sum(map(model_now.cuts, portion))
        yield
    return {
        "id": run_id,
        "step": model_now.step.number,
        "title": model_now.step.title,
        "parameters": model_now.parameters,
        "num_steps": trainer.num_steps,
        "steps_done": trainer.steps_done,
        "learning_rate": trainer.learning_rate,
        "seed": trainer.seed,
        "engine": trainer.engine,
        **asdict(model_now.config),
        "names": len(names),
        "cut_names": cut_names,
        "held_out_names": len(trainer.held_out),
        "moments": run.moments,
    }


def config_of(step: Step, options: Plain) -> Config:
    """The sizes among the options, as the step uses them; raises ValueError as Config does."""
    given = {name: options[name] for name in SIZES}
    return step.config(Config(**{**given, **step.architecture.fixed}))


def names_in(text: object) -> Slices[list[str]]:
    """The names in a text, one a line, or the project's own for None, giving way.

    Raises ValueError where there are none, and where it is too long.
    """
    if text is None:
        return read_names()
    text = require_text(text, "A list of names")
    if len(text) > LARGEST_LIST:
        raise ValueError(
            f"The list has {len(text):,} characters, and this page learns from at most "
            f"{LARGEST_LIST:,}: take a part of it."
        )
    return (yield from parse_names_in_slices(text.encode(errors="surrogatepass"), PASTED))


def require_small(parameters: int) -> None:
    """Raise ValueError where a model has too many parameters to be trained here."""
    if parameters > MOST_PARAMETERS:
        raise ValueError(
            f"That would be {parameters:,} parameters, and more than {MOST_PARAMETERS:,} are too "
            "many to train here: make the model smaller, or train it at the command line."
        )
