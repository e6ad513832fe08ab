"""The graph of a computation, and the walk back through it, whatever its nodes are."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, Protocol

INPUTS_PER_SLICE = 1000  # of nodes: how many a walk reaches before it gives way, up to 10 ms


class Node(Protocol):
    """What the walk of `backward()` asks of a member of the graph; Value and Row are such nodes."""

    inputs: tuple[Any, ...]  # what it was computed from; nothing for a leaf
    grad: Any

    def clear_grad(self) -> None:
        """Set the gradient to zero."""

    def backprop(self, grad: Any) -> None:
        """Given dL/d(this), add to the gradient of each input what flows back to it."""


def backward_in_slices(result: Any) -> Iterator[None]:
    """Add d(result)/d(leaf) to the gradient of every leaf that a scalar was computed from.

    Leaves accumulate from call to call until their gradient is cleared; what lies between is
    counted afresh each time. It gives way after every INPUTS_PER_SLICE inputs or a few more.
    """
    order = yield from topological_order(result)
    result.grad += 1.0
    reached = 0
    for node in reversed(order):
        node.backprop(node.grad)
        reached += len(node.inputs)
        if reached >= INPUTS_PER_SLICE:
            reached = 0
            yield
    yield


def topological_order(result: Node) -> Generator[None, None, list[Node]]:
    """The nodes `result` was computed from and itself, inputs first; leaves are left out.

    Their gradients are cleared on the way. It gives way as `backward_in_slices` does. An
    explicit stack, so depth is no limit.
    """
    order: list[Node] = []
    seen: set[int] = set()
    stack: list[Any] = [result]
    reached = 0
    while stack:
        node = stack.pop()
        if node is None:  # a marker: everything the next node was computed from is in order
            order.append(stack.pop())
        elif (inputs := node.inputs) and (key := id(node)) not in seen:
            seen.add(key)
            node.clear_grad()
            stack += (node, None)
            stack += inputs
            reached += len(inputs)
            if reached >= INPUTS_PER_SLICE:
                reached = 0
                yield
    return order


def copy_graph(result: Any, memo: dict[int, Any]) -> Any:
    """A copy of the graph that ends in `result`; a node that is used twice stays one node.

    `memo` is that of `copy.deepcopy`, copies by id. An explicit stack, so depth is no limit.
    """
    nodes: list[Any] = []
    stack = [result]
    while stack:
        node = stack.pop()
        if id(node) not in memo:
            memo[id(node)] = node.copy_alone()
            nodes.append(node)
            stack += node.inputs
    for node in nodes:
        memo[id(node)].inputs = tuple(memo[id(origin)] for origin in node.inputs)
    return memo[id(result)]
