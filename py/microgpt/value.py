"""Value: one number, its gradient, and the graph that leads back to its inputs.

Each operation computes its result and, beside it, how a gradient flows back through it (the chain
rule). `backward()` visits the graph once, from the result to the leaves. Rows of numbers that are
computed together are the business of `row.py`; they take part in the same graph.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Protocol


class Node(Protocol):
    """What the walk of `backward()` asks of a member of the graph; Value and Row are such nodes."""

    inputs: tuple[Any, ...]
    grad: Any
    backprop: Callable[[Any], None] | None

    def clear_grad(self) -> None:
        """Set the gradient to zero."""


class Value:
    """A scalar of the graph: `data`, and after `backward()` also `grad` = d(result)/d(this).

    >>> a, b = Value(2.0), Value(-3.0)
    >>> loss = (a * b + 10) ** 2
    >>> loss.backward()
    >>> loss.data, a.grad, b.grad
    (16.0, -24.0, 16.0)
    """

    __slots__ = ("backprop", "data", "grad", "inputs")

    def __init__(
        self,
        data: float,
        inputs: tuple[Node, ...] = (),
        backprop: Callable[[float], None] | None = None,
    ) -> None:
        self.data = data
        self.grad = 0.0
        self.inputs = inputs
        self.backprop = backprop

    def __add__(self, other: Value | float) -> Value:
        other = as_value(other)

        def backprop(grad: float) -> None:  # d(a + b) = da + db
            self.grad += grad
            other.grad += grad

        return Value(self.data + other.data, (self, other), backprop)

    def __mul__(self, other: Value | float) -> Value:
        other = as_value(other)

        def backprop(grad: float) -> None:  # d(ab) = b da + a db
            self.grad += other.data * grad
            other.grad += self.data * grad

        return Value(self.data * other.data, (self, other), backprop)

    def __pow__(self, exponent: Value | float) -> Value:
        """The power a**b; raises ValueError for a Value as exponent of a base not positive."""
        if isinstance(exponent, Value):
            return self._power_of(exponent)

        def backprop(grad: float) -> None:  # d(a^k) = k a^(k-1) da
            if exponent:
                self.grad += exponent * self.data ** (exponent - 1) * grad

        return Value(self.data**exponent, (self,), backprop)

    def _power_of(self, exponent: Value) -> Value:
        slope = self.log().data  # there is none in the direction of b where a is not positive
        power = self.data**exponent.data

        def backprop(grad: float) -> None:  # d(a^b) = b a^(b-1) da + a^b ln a db
            self.grad += exponent.data * self.data ** (exponent.data - 1) * grad
            exponent.grad += power * slope * grad

        return Value(power, (self, exponent), backprop)

    def exp(self) -> Value:
        """The exponential e**a."""
        power = math.exp(self.data)

        def backprop(grad: float) -> None:  # d(e^a) = e^a da
            self.grad += power * grad

        return Value(power, (self,), backprop)

    def log(self) -> Value:
        """The natural logarithm; raises ValueError for a number that is not positive."""
        if not self.data > 0:
            raise ValueError(f"log needs a positive number, not {self.data!r}.")

        def backprop(grad: float) -> None:  # d(ln a) = da / a
            self.grad += grad / self.data

        return Value(math.log(self.data), (self,), backprop)

    def relu(self) -> Value:
        """The rectifier max(0, a); its slope at 0 is taken as 0."""

        def backprop(grad: float) -> None:  # d(max(0, a)) = da where a > 0
            if self.data > 0:
                self.grad += grad

        return Value(self.data if self.data > 0 else 0.0, (self,), backprop)

    def __neg__(self) -> Value:
        return self * -1.0

    def __sub__(self, other: Value | float) -> Value:
        return self + -other

    def __truediv__(self, other: Value | float) -> Value:
        return self * other**-1

    def __radd__(self, other: float) -> Value:
        return self + other

    def __rmul__(self, other: float) -> Value:
        return self * other

    def __rsub__(self, other: float) -> Value:
        return -self + other

    def __rtruediv__(self, other: float) -> Value:
        return self**-1 * other

    def __rpow__(self, base: float) -> Value:
        return as_value(base) ** self

    def __repr__(self) -> str:
        return f"Value(data={self.data!r}, grad={self.grad!r})"

    def clear_grad(self) -> None:
        """Set the gradient to zero."""
        self.grad = 0.0

    def backward(self) -> None:
        """Add d(self)/d(leaf) to the `grad` of every leaf this value was computed from.

        Leaves accumulate from call to call until their gradient is cleared; what lies between is
        counted afresh each time. The walk keeps its own stack, so depth is no limit.
        """
        order: list[Node] = []
        seen: set[int] = set()
        stack: list[Any] = [self]
        while stack:
            node = stack.pop()
            if node is None:  # everything below the next node is in the order already
                order.append(stack.pop())
            elif id(node) not in seen:
                seen.add(id(node))
                stack += (node, None)
                stack += node.inputs

        for node in order:
            if node.backprop:
                node.clear_grad()
        self.grad += 1.0
        for node in reversed(order):
            if node.backprop:
                node.backprop(node.grad)


def as_value(number: Value | float) -> Value:
    """The number as a leaf of the graph; a Value stays what it is. Raises TypeError for others."""
    if isinstance(number, Value):
        return number
    if not isinstance(number, (int, float)):
        raise TypeError(f"A Value is computed with numbers, not with {number!r}.")
    return Value(float(number))
