"""Row and Matrix: a gradient is the sum over all uses, and shares no list with another's."""

import copy
import random
from operator import add

import pytest
from microgpt import nn
from microgpt.row import Matrix, Row

RNG = random.Random(2)


def table(n, m):
    return [[RNG.uniform(-1, 1) for _ in range(m)] for _ in range(n)]


def outer(slopes, x):
    return [[slope * a for a in x] for slope in slopes]


def plus(*tables):
    return [[pytest.approx(sum(cell)) for cell in zip(*rows)] for rows in zip(*tables)]


def test_the_gradient_adds_up_every_use_since_it_was_cleared():
    weights, uses = Matrix(table(3, 2)), []
    for _ in range(5):
        x, slopes = table(2, 3)[0][:2], table(1, 3)[0]
        nn.linear(Row(x), weights).backprop(slopes)
        uses.append(outer(slopes, x))
        if len(uses) in (1, 3):
            assert weights.grad == plus(*uses)
    assert weights.grad == plus(*uses)
    assert weights.grad == plus(*uses)  # reading it changes nothing
    weights.clear_grad()
    assert weights.grad == [[0.0, 0.0]] * 3


def test_a_matrix_may_be_embedding_and_linear_at_once():
    weights, slopes, x = Matrix(table(3, 2)), [1.0, 2.0, 3.0], [4.0, 5.0]
    nn.linear(Row(x), weights).backprop(slopes)
    nn.embedding(weights, 1).backprop([10.0, 20.0])
    nn.linear(Row(x), weights).backprop(slopes)
    once = outer(slopes, x)
    assert weights.grad == plus(once, once, [[0, 0], [10, 20], [0, 0]])


def test_gradients_flow_back_through_the_weights_as_they_are_now():
    x, weights = Row([1.0]), Matrix([[2.0]])
    nn.linear(x, weights).backprop([1.0])
    weights[0][0] = 3.0
    x.clear_grad()
    nn.linear(x, weights).backprop([1.0])
    assert (x.grad, weights.grad) == ([3.0], [[2.0]])


def test_pending_gradients_are_forgotten_once_they_are_added_up():
    weights = Matrix([[2.0]])
    nn.linear(Row([1.0]), weights).backprop([1.0])
    assert weights.pending
    assert weights.grad == [[1.0]]
    assert not weights.pending


def test_a_frozen_copy_shares_nothing_with_the_matrix():
    weights = Matrix([[1.0]])
    frozen = weights.frozen()
    weights[0][0] = 2.0
    assert frozen == [[1.0]]
    assert type(frozen) is list


def test_the_two_rows_of_a_sum_have_gradients_of_their_own():
    a, b, y_grad = Row([1.0]), Row([2.0]), [1.0]
    nn.add(a, b).backprop(y_grad)
    a.grad[0] = 0.5  # clipped in place
    assert (b.grad, y_grad) == ([1.0], [1.0])


@pytest.mark.parametrize(
    "join",
    [
        lambda row: row + row,
        lambda row: add(row, [1.0]),
        lambda row: add([1.0], row),
        lambda row: row * 2,
        lambda row: 2 * row,
    ],
)
def test_a_row_is_neither_joined_nor_repeated(join):
    with pytest.raises(TypeError, match=r"nn\.add"):
        join(Row([1.0]))


def test_a_table_can_be_added_to_a_gradient():
    weights = Matrix([[2.0, 3.0]])
    weights.accumulate([[1.0, 1.0]])
    nn.linear(Row([1.0, 10.0]), weights).backprop([1.0])
    weights.accumulate([[1.0, 1.0]])
    assert weights.grad == [[3.0, 12.0]]


def test_a_gradient_that_is_changed_in_place_changes_no_other():
    x, weights = Row([1.0, 2.0]), Matrix([[1.0, 1.0]])
    y, grad = nn.linear(x, weights), [1.0]
    y.backprop(grad)
    grad[0] = 0.0
    assert weights.grad == [[1.0, 2.0]]
    table, a, b = [[1.0, 1.0]], Matrix([[0.0, 0.0]]), Matrix([[0.0, 0.0]])
    a.accumulate(table)
    b.accumulate(table)
    nn.embedding(a, 0).backprop([5.0, 5.0])
    assert (table, b.grad) == ([[1.0, 1.0]], [[1.0, 1.0]])


def test_what_was_computed_from_rows_refuses_a_deep_copy_also_behind_values():
    row = nn.relu(Row([1.0, 2.0]))
    loss = nn.cross_entropy(row, 1)
    for computed in (row, loss, 2.0 * loss, [loss]):
        with pytest.raises(TypeError, match="cannot be copied"):
            copy.deepcopy(computed)


def test_a_leaf_may_be_copied_with_its_gradient():
    weights, x = Matrix([[1.0, 2.0], [3.0, 4.0]]), Row([5.0, 6.0])
    nn.cross_entropy(nn.linear(nn.relu(x), weights), 0).backward()
    for leaf in (weights, x):
        twin = copy.deepcopy(leaf)
        assert (type(twin), twin, twin.grad) == (type(leaf), leaf, leaf.grad)
        assert twin.grad is not leaf.grad
        twin[0] = None
        assert leaf[0] is not None
