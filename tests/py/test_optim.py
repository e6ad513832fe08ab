"""The optimizers, against the formulas of the books."""

import math
import random

import pytest
from microgpt.optim import OPTIMIZERS, SGD, Adam, OutOfRange
from microgpt.row import Matrix


def textbook_adam(weight, slopes, rates):
    """Algorithm 1 of Kingma and Ba, as it stands there, for one weight."""
    m = v = 0.0
    for t, (g, rate) in enumerate(zip(slopes, rates), start=1):
        m = 0.85 * m + (1 - 0.85) * g
        v = 0.99 * v + (1 - 0.99) * g**2
        unbiased_m, unbiased_v = m / (1 - 0.85**t), v / (1 - 0.99**t)
        weight -= rate * unbiased_m / (unbiased_v**0.5 + 1e-8)
    return weight


def follow(optimizer, matrix, slopes, rates):
    for rate, of_step in zip(rates, zip(*[iter(slopes)] * 4)):
        matrix.grad[0][:], matrix.grad[1][:] = of_step[:2], of_step[2:]
        optimizer.update(rate)
        optimizer.zero_grad()
        assert matrix.grad == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("size", [1.0, 1e-7])  # the smaller, the more epsilon weighs
def test_adam_does_what_the_paper_says(size):
    rng = random.Random(1)
    slopes = [size * rng.gauss(0, 1) for _ in range(4 * 30)]
    rates = [0.01 * (1 - t / 30) for t in range(30)]
    matrix = Matrix([[1.0, 2.0], [3.0, 4.0]])
    follow(Adam({"w": matrix}), matrix, slopes, rates)
    for place, weight in enumerate([*matrix[0], *matrix[1]]):
        expected = textbook_adam(1.0 + place, slopes[place::4], rates)
        assert weight == pytest.approx(expected, rel=1e-13)


def test_sgd_goes_down_the_slope():
    matrix = Matrix([[1.0, 2.0], [3.0, 4.0]])
    follow(SGD({"w": matrix}), matrix, [1.0, 2.0, 3.0, 4.0], [0.5])
    assert matrix == [[0.5, 1.0], [1.5, 2.0]]


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_an_optimizer_that_is_restored_goes_on_as_if_nothing_had_happened(optimizer):
    slopes = [0.5, -1.0, 2.0, 0.25] * 3
    whole, parts = Matrix([[1.0, 2.0], [3.0, 4.0]]), Matrix([[1.0, 2.0], [3.0, 4.0]])
    follow(optimizer({"w": whole}), whole, slopes * 2, [0.1] * 6)
    first, second = optimizer({"w": parts}), optimizer({"w": parts})
    follow(first, parts, slopes, [0.1] * 3)
    second.restore(first.state(), 3)
    follow(second, parts, slopes, [0.1] * 3)
    assert parts == whole


@pytest.mark.parametrize("slope", [math.nan, math.inf, -math.inf, 1e120])
@pytest.mark.parametrize("rate", [0.5, 1e60, 1.7e308])
@pytest.mark.parametrize("optimizer", [SGD, Adam])
def test_an_update_that_leaves_the_range_of_files_changes_nothing(optimizer, slope, rate):
    matrix = Matrix([[1.0, 2.0], [3.0, 4.0]])
    taken = optimizer({"w": matrix})
    follow(taken, matrix, [1.0, 2.0, 3.0, 4.0], [0.1])
    before, state = matrix.frozen(), taken.state()
    matrix.grad[1][0] = slope
    with pytest.raises(OutOfRange):
        taken.update(rate)
    assert (matrix.frozen(), taken.state()) == (before, state)
    taken.zero_grad()
    follow(taken, matrix, [0.5, 0.5, 0.5, 0.5], [0.1])
    assert matrix != before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"t": -1}, "counts -1 updates"),
        ({"t": 1.0}, "counts 1.0 updates"),
        ({"m": {}}, "matrix w is missing"),
        ({"v": {"w": [[-1.0, 0.0]]}}, "less than 0"),
        ({"m": {"w": [[float("nan"), 0.0]]}}, "not a number"),
        ({"v": {"w": [[1e300, 0.0]]}}, "too large"),
        ({"m": {"w": [[0.0]]}}, "1 rows of 2 numbers"),
    ],
)
def test_a_damaged_state_is_refused(change, message):
    adam = Adam({"w": Matrix([[1.0, 2.0]])})
    with pytest.raises(ValueError, match=message):
        adam.restore({**adam.state(), **change}, 0)


def test_gradient_descent_refuses_the_state_of_adam():
    with pytest.raises(ValueError, match="another optimizer"):
        SGD({}).restore(Adam({}).state(), 0)
