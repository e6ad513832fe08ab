"""The row operations: floats in, floats out; rows in, slopes that finite differences confirm."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt import nn
from microgpt.attention import attention_weights, mix
from microgpt.matvec import dot
from microgpt.row import Matrix, Row, RowLoss
from microgpt.value import Value, data_of

RNG = random.Random(1)


def row(n):
    return [RNG.uniform(-1, 1) for _ in range(n)]


def table(n, m):
    return [row(m) for _ in range(n)]


HEADS = [slice(0, 2), slice(2, 4), slice(4, 6)]
# name -> (function of rows, the shapes of its inputs): an int is a row, a pair a matrix,
# a list of ints a list of rows
OPERATIONS = {
    "embedding": (lambda w: nn.embedding(w, 2), [(4, 3)]),
    "add": (nn.add, [5, 5]),
    "linear": (nn.linear, [4, (3, 4)]),
    "relu": (nn.relu, [6]),
    "rmsnorm": (nn.rmsnorm, [6]),
    "softmax": (nn.softmax, [6]),
    "attention weights": (lambda q, keys: attention_weights(q, keys, HEADS), [6, [6] * 3]),
    "softmax of relu": (lambda x: nn.softmax(nn.relu(x)), [6]),
    "mix": (lambda weights, values: mix(weights, values, HEADS), [9, [6] * 3]),
}


def draw(shape):
    if isinstance(shape, int):
        return row(shape)
    if isinstance(shape, tuple):
        return table(*shape)
    return [row(n) for n in shape]


def trainable(shape, numbers):
    if isinstance(shape, int):
        return Row(numbers)
    if isinstance(shape, tuple):
        return Matrix([list(r) for r in numbers])
    return [Row(r) for r in numbers]


def flat(thing):
    if isinstance(thing, (int, float, Value)):
        return [thing]
    return [number for part in thing for number in flat(part)]


def grads(shape, thing):
    return flat(thing.grad) if not isinstance(shape, list) else flat([r.grad for r in thing])


def nudged(numbers, index, delta):
    """A deep copy of nested lists with one number changed."""
    position = -1

    def copy(thing):
        nonlocal position
        if isinstance(thing, (int, float)):
            position += 1
            return thing + delta if position == index else thing
        return [copy(part) for part in thing]

    return copy(numbers)


@pytest.mark.parametrize("name", OPERATIONS)
def test_gradients_agree_with_finite_differences(name):
    operation, shapes = OPERATIONS[name]
    inputs = [draw(shape) for shape in shapes]
    nodes = [trainable(shape, numbers) for shape, numbers in zip(shapes, inputs)]
    result = operation(*nodes)
    probe = row(len(result))  # L = probe . y, so dL/dy = probe
    flow_back(result, probe)
    delta = 1e-6
    for which, shape in enumerate(shapes):
        for index, slope in enumerate(grads(shape, nodes[which])):
            ends = []
            for sign in (delta, -delta):
                changed = list(inputs)
                changed[which] = nudged(inputs[which], index, sign)
                ends.append(dot(probe, operation(*changed)))
            assert slope == pytest.approx((ends[0] - ends[1]) / (2 * delta), rel=1e-5, abs=1e-7)


def flow_back(result, grad):
    """Gradients from a row back to its leaves, as `backward()` brings them from a loss."""
    RowLoss(0.0, (result,), lambda _: result.accumulate(list(grad))).backward()


def values(thing):
    return [values(part) for part in thing] if isinstance(thing, list) else Value(thing)


def data(thing):
    return [data(part) for part in thing] if isinstance(thing, list) else data_of(thing)


@pytest.mark.parametrize("name", OPERATIONS)
def test_values_give_the_numbers_and_gradients_of_rows(name):
    operation, shapes = OPERATIONS[name]
    inputs = [draw(shape) for shape in shapes]
    nodes = [trainable(shape, numbers) for shape, numbers in zip(shapes, inputs)]
    leaves = [values(numbers) for numbers in inputs]
    rows, scalars = operation(*nodes), operation(*leaves)
    assert data(scalars) == pytest.approx(list(rows), rel=1e-13)
    probe = row(len(rows))
    flow_back(rows, probe)
    dot(probe, scalars).backward()
    for which, shape in enumerate(shapes):
        ours = [leaf.grad for leaf in flat(leaves[which])]
        assert ours == pytest.approx(grads(shape, nodes[which]), rel=1e-10, abs=1e-14)


@pytest.mark.parametrize("name", OPERATIONS)
def test_floats_give_the_same_numbers_and_no_graph(name):
    operation, shapes = OPERATIONS[name]
    inputs = [draw(shape) for shape in shapes]
    plain = operation(*inputs)
    tracked = operation(*[trainable(s, numbers) for s, numbers in zip(shapes, inputs)])
    assert isinstance(tracked, Row)
    assert not isinstance(plain, Row)
    assert list(tracked) == list(plain)


def test_cross_entropy_is_minus_the_log_of_the_softmax_and_differentiates_so():
    numbers = row(5)
    logits = Row(numbers)
    loss = nn.cross_entropy(logits, 3)
    probabilities = nn.softmax(numbers)
    assert loss.data == pytest.approx(-math.log(probabilities[3]), rel=1e-12)
    assert nn.cross_entropy(numbers, 3) == loss.data
    loss.backward()
    expected = [p - (i == 3) for i, p in enumerate(probabilities)]
    assert logits.grad == pytest.approx(expected, rel=1e-12)


def test_rows_and_plain_lists_are_not_mixed():
    with pytest.raises(TypeError, match="all of one"):
        nn.linear(Row([1.0]), [[1.0]])
    with pytest.raises(TypeError, match="all of one"):
        nn.linear([1.0], Matrix([[1.0]]))
    with pytest.raises(TypeError, match="all of one"):
        nn.add(Row([1.0]), [1.0])
    with pytest.raises(TypeError, match="all of one"):
        attention_weights([1.0], [Row([1.0])], [slice(0, 1)])
    with pytest.raises(TypeError, match="all of one"):
        attention_weights(Row([1.0]), [[1.0]], [slice(0, 1)])
    with pytest.raises(TypeError, match="all of one"):
        mix([1.0], [Row([1.0])], [slice(0, 1)])
    with pytest.raises(TypeError, match="all of one"):
        mix(Row([1.0]), [[1.0]], [slice(0, 1)])


def test_linear_passes_nothing_back_where_all_slopes_are_zero():
    x, weights = Row([1.0, 2.0]), Matrix([[1.0, 1.0]])
    y = nn.linear(x, weights)
    y.backprop([0.0])
    assert x.grad == [0.0, 0.0]
    assert weights.grad == [[0.0, 0.0]]


def test_attention_looks_back_at_the_positions_it_was_given_and_not_at_later_ones():
    query, keys, values = Row(row(6)), [Row(row(6))], [Row(row(6))]
    weights = attention_weights(query, keys, HEADS)
    y = mix(weights, values, HEADS)
    keys.append(Row(row(6)))  # the next letter, before any gradient flows back
    values.append(Row(row(6)))
    y.backprop([1.0] * 6)
    weights.backprop(weights.grad)
    assert keys[1].grad == []
    assert values[0].grad == [1.0] * 6  # the only position gets all the attention
    assert values[1].grad == []


def test_a_row_used_twice_accumulates_both_gradients():
    x = Row([1.0, 2.0])
    for slopes in ([1.0, 2.0], [10.0, 20.0]):
        nn.add(x, Row([0.0, 0.0])).backprop(slopes)
    assert x.grad == [11.0, 22.0]


@given(st.lists(st.floats(-1000, 1000), min_size=1, max_size=30))
def test_softmax_gives_probabilities_however_large_the_logits(logits):
    probabilities = nn.softmax(logits)
    assert sum(probabilities) == pytest.approx(1.0)
    assert all(0 <= p <= 1 for p in probabilities)


@given(
    st.lists(st.floats(-100, 100), min_size=1, max_size=30).filter(lambda x: max(map(abs, x)) > 1)
)
def test_rmsnorm_gives_a_root_mean_square_of_one(numbers):
    normed = nn.rmsnorm(numbers)
    assert math.sqrt(sum(a * a for a in normed) / len(normed)) == pytest.approx(1.0, rel=1e-3)


@pytest.mark.parametrize("kind", [list, Row])
def test_relu_lets_nan_through(kind):
    y = nn.relu(kind([-1.0, math.nan, 2.0]))
    assert y[0] == 0.0
    assert math.isnan(y[1])
    assert y[2] == 2.0


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        (lambda: nn.add(Row([1.0, 2.0, 3.0]), Row([1.0])), "3 and 1 numbers"),
        (lambda: nn.linear(Row([1.0] * 130), Matrix([[1.0] * 5])), r"\(1, 5\).*130 numbers"),
        (lambda: nn.linear([1.0] * 3, [[1.0] * 5] * 2), r"\(2, 5\).*3 numbers"),
        (lambda: nn.linear([1.0], []), r"\(0, 0\).*1 numbers"),
        (lambda: nn.linear([1.0] * 130, [[1.0] * 130, [1.0] * 5]), "130 numbers"),
        (lambda: Matrix([[1.0] * 130, [1.0] * 5]), r"\[5, 130\]"),
        (lambda: attention_weights(row(6), [row(6), row(5)], HEADS), "keys must have 6"),
        (lambda: mix(row(6), [row(6), row(5)], HEADS), "values must have 6"),
        (lambda: mix(row(5), [row(6), row(6)], HEADS), "3 heads and 2 positions"),
    ],
)
def test_shapes_that_do_not_fit_are_refused_when_the_graph_is_built(operation, message):
    with pytest.raises(ValueError, match=message):
        operation()
