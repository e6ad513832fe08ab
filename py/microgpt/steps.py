"""The six steps of the tutorial: the one place that says what each of them is."""

from __future__ import annotations

from dataclasses import dataclass

from .architecture import BIGRAM, GPT, MLP, SINGLE_HEAD_GPT, Architecture
from .config import Config, Shapes
from .wording import quoted


@dataclass(frozen=True)
class Step:
    """One row of the comparison: what is trained, and how."""

    number: int
    title: str
    architecture: Architecture
    function: str
    description: str
    gradients: str  # counting, by hand or autograd
    optimizer: str
    learning_rate: float | None
    concepts: tuple[str, ...]
    summary: str
    unit: str = "parameters"

    def config(self, config: Config) -> Config:
        """The numbers as this step uses them: step 3 has a single head and a single layer."""
        return self.architecture.config(config)

    def shapes(self, vocab_size: int, config: Config) -> Shapes:
        """The matrices of the model, in the order in which their first weights are drawn."""
        return self.architecture.shapes(vocab_size, config)

    @property
    def settings(self) -> frozenset[str]:
        """Which of the numbers of a training this step makes use of, besides steps and seed."""
        used = {"learning_rate"} if self.learning_rate else set()
        used |= {"engine"} if self.gradients == "autograd" else set()
        return self.architecture.sizes | used

    def describe(self, vocab_size: int, config: Config) -> str:
        """The model in a few words, with its sizes."""
        head_dim = config.n_embd // config.n_head
        return self.description.format(
            v=vocab_size, n=config.n_embd, heads=config.n_head, head_dim=head_dim
        )

    def parameters(self, vocab_size: int, config: Config) -> int:
        """How many numbers the matrices hold together."""
        return sum(rows * columns for rows, columns in self.shapes(vocab_size, config).values())


_MLP = "MLP"
_GPT = "gpt(token_id, pos_id, keys, values)"

STEPS = (
    Step(
        0,
        "Counting",
        BIGRAM,
        "bigram(token_id)",
        "{v}×{v} count table, add-one smoothing",
        "counting",
        "counting",
        None,
        ("bigram", "loss"),
        "We counted which letter follows which, and met the loss: how surprised a model is.",
        "counts",
    ),
    Step(
        1,
        "Gradient descent",
        MLP,
        "mlp(token_id)",
        _MLP,
        "by hand",
        "SGD",
        1.0,
        ("embeddings", "softmax", "gradients", "gradient check"),
        "We replaced the table by a small network and derived each of its gradients by hand.",
    ),
    Step(
        2,
        "Autograd",
        MLP,
        "mlp(token_id)",
        _MLP,
        "autograd",
        "SGD",
        1.0,
        ("Value", "backward()"),
        "We let Value derive the gradients for us, and got the same losses.",
    ),
    Step(
        3,
        "Attention",
        SINGLE_HEAD_GPT,
        _GPT,
        "single-head ({n}-dim) attention + MLP",
        "autograd",
        "SGD",
        0.1,
        ("attention", "position embeddings", "RMSNorm", "residuals", "KV cache"),
        "We let each letter look back at all the letters before it, not only at the last one.",
    ),
    Step(
        4,
        "Transformer",
        GPT,
        _GPT,
        "{heads} heads ({head_dim}-dim each) + MLP, configurable n_layer",
        "autograd",
        "SGD",
        0.1,
        ("multi-head attention", "layer loop"),
        "We gave attention several heads and put it in a loop over layers: a transformer.",
    ),
    Step(
        5,
        "Adam",
        GPT,
        _GPT,
        "as step 4",
        "autograd",
        "Adam",
        0.01,
        ("momentum", "adaptive rate", "bias correction"),
        "We gave every weight a learning rate of its own: the same transformer, faster at first.",
    ),
)


DEFAULT_STEP = STEPS[-1].number  # whose model answers unless another is named


def get_step(number: object) -> Step:
    """The step of this number; raises ValueError where there is none."""
    if type(number) is not int or not 0 <= number < len(STEPS):
        raise ValueError(
            f"There is no step {quoted(number)}: choose one from 0 to {len(STEPS) - 1}."
        )
    return STEPS[number]
