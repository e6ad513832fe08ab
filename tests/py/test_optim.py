"""The optimizers, against the formulas of the books."""

import random

import pytest
from microgpt.optim import SGD, Adam
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
        assert matrix.grad == [[0.0, 0.0], [0.0, 0.0]]


@pytest.mark.parametrize("size", [1.0, 1e-7])  # the smaller, the more epsilon weighs
def test_adam_does_what_the_paper_says(size):
    rng = random.Random(1)
    slopes = [size * rng.gauss(0, 1) for _ in range(4 * 30)]
    rates = [0.01 * (1 - t / 30) for t in range(30)]
    matrix = Matrix([[1.0, 2.0], [3.0, 4.0]])
    follow(Adam([matrix]), matrix, slopes, rates)
    for place, weight in enumerate([*matrix[0], *matrix[1]]):
        expected = textbook_adam(1.0 + place, slopes[place::4], rates)
        assert weight == pytest.approx(expected, rel=1e-13)


def test_sgd_goes_down_the_slope():
    matrix = Matrix([[1.0, 2.0], [3.0, 4.0]])
    follow(SGD([matrix]), matrix, [1.0, 2.0, 3.0, 4.0], [0.5])
    assert matrix == [[0.5, 1.0], [1.5, 2.0]]
