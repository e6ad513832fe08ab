"""Value: one number, its gradient, and the graph that leads back to its inputs.

Each operation records, beside its result, the local gradients: the derivative of the result with
respect to each input. `backward()` walks the graph once from the result to the leaves; each node
multiplies and adds: the chain rule. `row.py` has nodes that hold a whole row of numbers.
"""

from __future__ import annotations

import math
from typing import Any

from .graph import backward_in_slices, copy_graph
from .wording import quoted


class Value:
    """A scalar of the graph: `data`, and after `backward()` also `grad` = d(result)/d(this).

    `local_grads` holds d(this)/d(input) for each of `inputs`. Plain numbers in an expression are
    constants: they are no inputs, and no gradient flows to them.

    >>> a, b = Value(2.0), Value(-3.0)
    >>> loss = (a * b + 10) ** 2
    >>> loss.backward()
    >>> loss.data, a.grad, b.grad
    (16.0, -24.0, 16.0)
    """

    __slots__ = ("data", "grad", "inputs", "local_grads")
    __array_ufunc__ = None  # tells NumPy's numbers to leave the arithmetic to this class

    def __init__(
        self,
        data: float,
        inputs: tuple[Any, ...] = (),
        local_grads: tuple[float, ...] = (),
    ) -> None:
        self.data = data
        self.grad = 0.0
        self.inputs = inputs
        self.local_grads = local_grads

    def __add__(self, other: Value | float) -> Value:  # d(a + b) = da + db
        if isinstance(other, Value):
            return Value(self.data + other.data, (self, other), (1.0, 1.0))
        return Value(self.data + number(other), (self,), (1.0,))

    def __mul__(self, other: Value | float) -> Value:  # d(ab) = b da + a db
        if isinstance(other, Value):
            return Value(self.data * other.data, (self, other), (other.data, self.data))
        factor = number(other)
        return Value(self.data * factor, (self,), (factor,))

    def __truediv__(self, other: Value | float) -> Value:  # d(a/b) = 1/b da - a/b^2 db
        if isinstance(other, Value):
            quotient = self.data / other.data
            return Value(quotient, (self, other), (1 / other.data, -quotient / other.data))
        divisor = number(other)
        return Value(self.data / divisor, (self,), (1 / divisor,))

    def __pow__(self, exponent: Value | float) -> Value:
        """The power a**b.

        Raises ValueError where it is not a real number (a negative base with a fractional
        exponent), and for a Value as exponent of a base that is not positive, where there is no
        derivative in the direction of the exponent; OverflowError and ZeroDivisionError as
        floats do.
        """
        if isinstance(exponent, Value):
            return self._power_of(exponent)
        power = real_power(self.data, number(exponent))
        return Value(power, (self,), (power_slope(self.data, exponent),))  # d(a^k) = k a^(k-1) da

    def _power_of(self, exponent: Value) -> Value:  # d(a^b) = b a^(b-1) da + a^b ln a db
        base = self.data
        if base <= 0:
            raise ValueError(
                f"A power with a Value as exponent needs a positive base, not {quoted(base)}."
            )
        power = base**exponent.data
        slopes = (power_slope(base, exponent.data), power * math.log(base))
        return Value(power, (self, exponent), slopes)

    def exp(self) -> Value:
        """The exponential e**a."""
        power = math.exp(self.data)
        return Value(power, (self,), (power,))  # d(e^a) = e^a da

    def log(self) -> Value:
        """The natural logarithm; raises ValueError for a number that is not positive."""
        if self.data <= 0:
            raise ValueError(f"log needs a positive number, not {self.data!r}.")
        return Value(math.log(self.data), (self,), (1 / self.data,))  # d(ln a) = da / a

    def relu(self) -> Value:
        """The rectifier max(0, a); its slope at 0 is taken as 0. NaN stays NaN."""
        if self.data <= 0:
            return Value(0.0, (self,), (0.0,))
        return Value(self.data, (self,), (1.0,))  # d(max(0, a)) = da where a > 0

    def tanh(self) -> Value:
        """The hyperbolic tangent, between -1 and 1."""
        t = math.tanh(self.data)
        return Value(t, (self,), (1.0 - t * t,))  # d(tanh a) = (1 - tanh^2 a) da

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other: Value | float) -> Value:
        return self + (-other if isinstance(other, Value) else -number(other))

    def __radd__(self, other: float) -> Value:
        return self + other

    def __rmul__(self, other: float) -> Value:
        return self * other

    def __rsub__(self, other: float) -> Value:
        return -self + other

    def __rtruediv__(self, other: float) -> Value:
        return Value(number(other)) / self

    def __rpow__(self, base: float) -> Value:
        return Value(number(base)) ** self

    def __lt__(self, other: Value | float) -> bool:
        return self.data < data_of(other)

    def __le__(self, other: Value | float) -> bool:
        return self.data <= data_of(other)

    def __gt__(self, other: Value | float) -> bool:
        return self.data > data_of(other)

    def __ge__(self, other: Value | float) -> bool:
        return self.data >= data_of(other)

    def __repr__(self) -> str:
        return f"Value(data={self.data!r}, grad={self.grad!r})"

    def __deepcopy__(self, memo: dict[int, Any]) -> Value:
        """A graph of its own, of any depth, with the same numbers and gradients.

        Raises TypeError where Rows are part of it.
        """
        copy: Value = copy_graph(self, memo)
        return copy

    def copy_alone(self) -> Value:
        """A value of the same numbers that lacks its inputs yet."""
        copy = Value(self.data, (), self.local_grads)
        copy.grad = self.grad
        return copy

    def clear_grad(self) -> None:
        """Set the gradient to zero."""
        self.grad = 0.0

    def backprop(self, grad: float) -> None:
        """The chain rule: dL/d(input) += d(this)/d(input) * dL/d(this), for each input."""
        for node, local_grad in zip(self.inputs, self.local_grads):
            node.grad += local_grad * grad

    def backward(self) -> None:
        """Add d(self)/d(leaf) to the `grad` of every leaf this value was computed from.

        Leaves accumulate from call to call until their gradient is cleared; what lies between is
        counted afresh each time. See `graph.backward_in_slices` for the walk.
        """
        for _ in backward_in_slices(self):
            pass


def data_of(a: Any) -> float:
    """The number itself, of a float or a Value."""
    return a.data if isinstance(a, Value) else number(a)


def number(constant: object) -> float:
    """The constant itself; raises TypeError where it is no number."""
    if not isinstance(constant, (int, float)):
        raise TypeError(f"A Value is computed with numbers, not with {quoted(constant)}.")
    return constant


def real_power(base: float, exponent: float) -> float:
    """base**exponent; raises ValueError where Python would go on with a complex number."""
    power = base**exponent
    if isinstance(power, complex):
        raise ValueError(f"The power {quoted(base)} ** {quoted(exponent)} is not a real number.")
    return float(power)


def power_slope(base: float, exponent: float) -> float:
    """The slope exponent * base**(exponent - 1); infinite where that is no finite number."""
    if exponent == 0:
        return 0.0
    if base == 0 and exponent < 1:
        return math.inf
    try:
        return float(exponent * base ** (exponent - 1))
    except OverflowError:
        downwards = base < 0 and exponent % 2 == 0
        return math.copysign(math.inf, -exponent if downwards else exponent)
