"""The architectures: parameter counts, a probe, and gradients of a whole model on one name."""

import random
from itertools import pairwise

import pytest
from microgpt.config import Config
from microgpt.engines import ENGINES
from microgpt.gpt import kv_cache
from microgpt.mlp import mlp_gradients, numerical_gradient
from microgpt.model import Model
from microgpt.nn import cross_entropy
from microgpt.score import mean_loss
from microgpt.slices import finish
from microgpt.steps import STEPS, get_step
from microgpt.tokenizer import Tokenizer
from microgpt.weights import draw_weights
from plain import PlainGpt, deep_recursion

TOKENIZER = Tokenizer("abcdefghijklmnopqrstuvwxyz")
TOKENS = TOKENIZER.encode("matilda")


def make(number, config=None):
    step = get_step(number)
    config = step.config(config or Config())
    return step, config, draw_weights(step, TOKENIZER.vocab_size, config, random.Random(3))


def graph_loss(step, config, weights):
    keys, values = kv_cache(config)
    losses = []
    for pos_id, (a, b) in enumerate(pairwise(TOKENS)):
        logits = step.architecture.forward(weights, config, a, pos_id, keys, values)
        losses.append(cross_entropy(logits, b))
    return sum(losses) / len(losses)


def float_loss(step, config, weights):
    numbers = {name: matrix.frozen() for name, matrix in weights.items()}
    return mean_loss(Model(step, config, TOKENIZER, numbers), ["matilda"])


def test_the_parameter_counts_are_those_of_the_tutorial():
    counts = [step.parameters(27, step.config(Config())) for step in STEPS]
    assert counts == [729, 3184, 3184, 4192, 4192, 4192]


def test_the_weights_of_a_step_are_drawn_in_the_published_order():
    _, _, weights = make(5)
    assert list(weights)[:4] == ["wte", "wpe", "lm_head", "layer0.attn_wq"]
    assert list(make(3)[2])[-1] == "lm_head"
    assert weights["wte"][0][0] == random.Random(3).gauss(0, 0.08)


def test_the_row_engine_has_the_gradients_of_the_plain_one():
    deep_recursion()
    step, config, weights = make(5)
    plain = PlainGpt.like(weights)
    oracle = plain.loss(TOKENS)
    oracle.backward()
    loss = graph_loss(step, config, weights)
    loss.backward()
    assert loss.data == pytest.approx(oracle.data, abs=1e-13)
    for name, matrix in weights.items():
        for i, row in enumerate(matrix.grad):
            expected = [scalar.grad for scalar in plain.matrices[name][i]]
            assert row == pytest.approx(expected, rel=1e-9, abs=1e-13)


@pytest.mark.parametrize(
    ("number", "config"),
    [(2, Config()), (3, Config()), (4, Config()), (5, Config(n_embd=12, n_head=3, n_layer=2))],
)
def test_the_gradients_of_a_whole_model_agree_with_finite_differences(number, config):
    step, config, weights = make(number, config)
    graph_loss(step, config, weights).backward()
    rng = random.Random(4)
    for matrix in weights.values():
        for _ in range(6):
            i, j = rng.randrange(len(matrix)), rng.randrange(len(matrix[0]))
            expected = numerical_gradient(lambda: float_loss(step, config, weights), matrix, i, j)
            assert matrix.grad[i][j] == pytest.approx(expected, rel=1e-4, abs=1e-9)


def test_the_gradients_derived_by_hand_are_those_of_autograd():
    step, config, by_hand = make(1)
    _, _, by_graph = make(2)
    loss = finish(mlp_gradients(by_hand, TOKENS))
    graph = graph_loss(step, config, by_graph)
    graph.backward()
    assert loss == pytest.approx(graph.data, abs=1e-13)
    for name in by_hand:
        for ours, theirs in zip(by_hand[name].grad, by_graph[name].grad):
            assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-15)


def test_inference_computes_what_training_computes():
    for number in (2, 3, 4, 5):
        step, config, weights = make(number)
        assert graph_loss(step, config, weights).data == pytest.approx(
            float_loss(step, config, weights), abs=1e-14
        )


def test_the_numerical_gradient_leaves_the_weight_as_it_was():
    matrix = [[0.5]]
    assert numerical_gradient(lambda: matrix[0][0] ** 2, matrix, 0, 0) == pytest.approx(1.0)
    assert matrix == [[0.5]]


class Notes(dict):
    """A probe that is empty, and so false, when it is first told something."""

    __call__ = dict.__setitem__


def read_probed(number, config=None, probe=None):
    """The logits after "ma", and what a probe was told at its last position."""
    step, config, weights = make(number, config)
    numbers = {name: matrix.frozen() for name, matrix in weights.items()}
    keys, values = kv_cache(config)
    for pos_id, token_id in enumerate(TOKENS[:3]):
        told = Notes()
        notes = told if probe else None
        forward = step.architecture.forward
        logits = forward(numbers, config, token_id, pos_id, keys, values, notes)
    return logits, told


def test_a_probe_is_told_what_each_part_adds_and_changes_nothing():
    logits, told = read_probed(5, Config(n_layer=2), probe=True)
    assert list(told) == [
        "embedding",
        *(f"layer{i}.{name}" for i in (0, 1) for name in ("attention_weights", "attention", "mlp")),
    ]
    assert logits == read_probed(5, Config(n_layer=2))[0]
    for name, numbers in told.items():
        if name.endswith("attention_weights"):
            assert [len(head) for head in numbers] == [3] * 4
            assert [sum(head) for head in numbers] == pytest.approx([1.0] * 4)
        else:
            assert len(numbers) == 16


def test_the_residual_stream_is_the_sum_of_what_the_probe_saw():
    _, _, weights = make(5)
    logits, told = read_probed(5, probe=True)
    parts = (told["embedding"], told["layer0.attention"], told["layer0.mlp"])
    stream = [sum(numbers) for numbers in zip(*parts)]
    expected = [sum(w * x for w, x in zip(row, stream)) for row in weights["lm_head"]]
    assert logits == pytest.approx(expected, rel=1e-12)


def test_step_3_looks_with_a_single_head_of_the_whole_width():
    _, told = read_probed(3, probe=True)
    assert [len(head) for head in told["attention_weights"]] == [3]


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_both_engines_find_the_same_gradients(number):
    step, config, matrices = make(number)
    gradients = []
    for engine in ENGINES.values():
        for matrix in matrices.values():
            matrix.clear_grad()
        leaves = engine.leaves(matrices)
        graph_loss(step, config, leaves).backward()
        engine.collect(matrices, leaves)
        gradients.append([[*row] for matrix in matrices.values() for row in matrix.grad])
    for ours, theirs in zip(*gradients):
        assert ours == pytest.approx(theirs, rel=1e-10, abs=1e-15)
