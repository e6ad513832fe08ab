"""Value: each operation's result and slope, and the walk back through the graph."""

import copy
import math
import operator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.graph import INPUTS_PER_SLICE, backward_in_slices, topological_order
from microgpt.value import Value

numbers = st.floats(-4, 4).filter(lambda x: abs(x) > 1e-2)
positive = st.floats(0.1, 4)

BINARY = {
    "a + b": lambda a, b: a + b,
    "a - b": lambda a, b: a - b,
    "a * b": lambda a, b: a * b,
    "a / b": lambda a, b: a / b,
    "a * a / b - b": lambda a, b: a * a / b - b,
}
UNARY = {
    "-a": lambda a: -a,
    "a + 3": lambda a: a + 3,
    "3 + a": lambda a: 3 + a,
    "a - 3": lambda a: a - 3,
    "3 - a": lambda a: 3 - a,
    "3 * a": lambda a: 3 * a,
    "a / 3": lambda a: a / 3,
    "3 / a": lambda a: 3 / a,
    "a ** 3": lambda a: a**3,
    "a ** -0.5": lambda a: a**-0.5,
    "2 ** a": lambda a: 2**a,
    "a ** a": lambda a: a**a,
    "exp": lambda a: a.exp() if isinstance(a, Value) else math.exp(a),
    "log": lambda a: a.log() if isinstance(a, Value) else math.log(a),
    "relu": lambda a: a.relu() if isinstance(a, Value) else max(0.0, a),
    "tanh": lambda a: a.tanh() if isinstance(a, Value) else math.tanh(a),
}


def slope(function, at, delta=1e-6):
    return (function(at + delta) - function(at - delta)) / (2 * delta)


@pytest.mark.parametrize("operation", BINARY.values(), ids=BINARY)
@given(x=numbers, y=numbers)
def test_a_binary_operation_has_the_result_and_slopes_of_arithmetic(operation, x, y):
    a, b = Value(x), Value(y)
    result = operation(a, b)
    result.backward()
    assert result.data == pytest.approx(operation(x, y), rel=1e-12, abs=1e-12)
    assert a.grad == pytest.approx(slope(lambda v: operation(v, y), x), rel=1e-4, abs=1e-4)
    assert b.grad == pytest.approx(slope(lambda v: operation(x, v), y), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("operation", UNARY.values(), ids=UNARY)
@given(x=positive)
def test_a_unary_operation_has_the_result_and_slope_of_arithmetic(operation, x):
    a = Value(x)
    result = operation(a)
    result.backward()
    assert result.data == pytest.approx(operation(x), rel=1e-12)
    assert a.grad == pytest.approx(slope(operation, x), rel=1e-4, abs=1e-4)


@given(x=st.floats(-4, -0.01))
def test_relu_stops_negative_numbers_and_their_gradients(x):
    a = Value(x)
    result = a.relu()
    result.backward()
    assert (result.data, a.grad) == (0.0, 0.0)


def test_log_of_a_number_that_is_not_positive_is_refused():
    with pytest.raises(ValueError, match="positive"):
        Value(0.0).log()


def test_a_value_used_twice_accumulates_both_gradients():
    a = Value(3.0)
    (a * a + a).backward()
    assert a.grad == 7.0


def test_gradients_of_leaves_accumulate_over_calls_and_nothing_is_counted_twice():
    a = Value(2.0)
    result = (a * 3) ** 2
    result.backward()
    result.backward()
    assert a.grad == 2 * 36.0


def test_backward_has_no_recursion_limit():
    a = result = Value(1.0)
    for _ in range(50_000):
        result = result + 1.0
    result.backward()
    assert a.grad == 1.0


def test_the_order_of_the_walk_does_not_depend_on_addresses():
    def order(padding):
        kept = [object() for _ in range(padding)]  # the values come to lie elsewhere
        leaves = [Value(float(i)) for i in range(40)]
        result = sum(a * b + a / b for a, b in pairwise(leaves[1:]))
        walk = topological_order(result)
        while True:
            try:
                next(walk)
            except StopIteration as end:
                return [(node.data, len(node.inputs)) for node in end.value], len(kept)

    assert len({str(order(padding)[0]) for padding in (0, 1, 17, 1237, 5003)}) == 1


def test_a_walk_in_slices_gives_way_and_ends_with_the_same_gradients():
    def chain():
        a = result = Value(1.0)
        for _ in range(2 * INPUTS_PER_SLICE):
            result = result * 1.0001
        return a, result

    (a, whole), (b, sliced) = chain(), chain()
    whole.backward()
    assert sum(1 for _ in backward_in_slices(sliced)) >= 4
    assert a.grad == b.grad


def test_only_numbers_are_computed_with():
    with pytest.raises(TypeError, match="'3'"):
        Value(1.0) + "3"


def test_powers_are_exact_where_arithmetic_is():
    a = Value(0.0)
    (a**0).backward()
    assert a.grad == 0.0
    assert (2 ** Value(3.0)).data == 8.0


def test_division_is_as_exact_as_that_of_python():
    assert (Value(49.0) / 49.0).data == 1.0
    assert (1.0 / Value(49.0)).data == 1.0 / 49.0


@pytest.mark.parametrize("power", [lambda: Value(-8.0) ** (1 / 3), lambda: Value(-8.0) ** 0.5])
def test_a_power_that_is_not_real_is_refused(power):
    with pytest.raises(ValueError, match="not a real number"):
        power()


def test_a_value_as_exponent_needs_a_positive_base():
    with pytest.raises(ValueError, match=r"A power .* positive base, not 0"):
        0 ** Value(2.0)


def test_relu_of_nan_is_nan():
    assert math.isnan(Value(math.nan).relu().data)


def test_values_compare_with_values_and_numbers():
    assert Value(1.0) < Value(2.0) <= 2.0
    assert 3.0 > Value(2.0) >= 2.0
    assert max(Value(1.0), Value(3.0), Value(2.0)).data == 3.0
    with pytest.raises(TypeError, match="'3'"):
        assert Value(1.0) < "3"
    with pytest.raises(TypeError, match="'3'"):
        Value(1.0) - "3"


@pytest.mark.parametrize(
    ("base", "exponent", "slope"),
    [
        (0.0, 0.5, math.inf),
        (1e-200, -1, -math.inf),
        (-1e-200, -1, -math.inf),
        (-1e-120, -2, math.inf),
        (1e200, 1.5, 1.5e100),
    ],
)
def test_a_slope_beyond_all_numbers_is_infinite(base, exponent, slope):
    a = Value(base)
    (a**exponent).backward()
    assert a.grad == pytest.approx(slope)


def of_numpy(operation):
    """A method of NumPy's numbers: it gives way to whoever refuses NumPy's own arithmetic."""

    def method(self, other):
        if isinstance(other, (int, float)):
            return operation(float(self), float(other))
        gives_way = getattr(type(other), "__array_ufunc__", self) is None
        return NotImplemented if gives_way else "an array of objects"

    return method


OPERATORS = [operator.add, operator.sub, operator.mul, operator.truediv, operator.pow]
METHODS = {f"__{operation.__name__}__": of_numpy(operation) for operation in OPERATORS}
Scalar = type("float64", (float,), METHODS)
Foreign = type("float32", (), METHODS)  # no float of Python's


@pytest.mark.parametrize("operation", OPERATORS)
def test_a_number_of_numpy_works_on_both_sides_or_on_neither(operation):
    two, three = Value(2.0), Scalar(3.0)
    assert operation(two, three).data == operation(2.0, 3.0)
    assert operation(three, two).data == operation(3.0, 2.0)
    for sides in ((two, Foreign()), (Foreign(), two)):
        with pytest.raises(TypeError, match="A Value is computed with numbers"):
            operation(*sides)


def test_what_is_no_number_is_shown_shortly():
    with pytest.raises(TypeError) as caught:
        Value(1.0) + "3" * 1_000_000
    assert len(str(caught.value)) < 120


def test_numbers_and_values_have_a_greatest_and_a_least():
    one, three = Value(1.0), Value(3.0)
    assert max(one, 2.0, three) is three
    assert min(2, one, three) is one
    assert max(one, 2.0) == 2.0


def test_a_slope_that_is_infinite_leaves_no_gradient_out():
    a, b = Value(0.0), Value(4.0)
    (a**0.5 + b * 3.0).backward()
    assert (a.grad, b.grad) == (math.inf, 3.0)


def graph():
    a, b = Value(2.0), Value(-3.0)
    shared = a * b
    return [a, b], (shared + a).tanh() * shared + shared.exp()


def test_a_deep_copy_has_the_gradients_of_the_original_and_leaves_it_alone():
    (a, b), result = graph()
    copied_leaves, copied = copy.deepcopy(([a, b], result))
    copied.backward()
    assert [leaf.grad for leaf in (a, b)] == [0.0, 0.0]
    result.backward()
    assert [leaf.grad for leaf in copied_leaves] == [a.grad, b.grad]
    assert copied.data == result.data


def test_a_deep_copy_keeps_gradients_and_what_is_shared():
    a = Value(2.0)
    a.grad = 7.0
    double = copy.deepcopy(a + a)
    assert double.inputs[0] is double.inputs[1]
    assert double.inputs[0].grad == 7.0


def test_a_deep_copy_has_no_recursion_limit():
    result = Value(1.0)
    for _ in range(50_000):
        result = result + 1.0
    assert copy.deepcopy(result).data == 50_001.0
