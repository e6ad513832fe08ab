"""Matrix-vector products: the compiled ones and the plain one compute the same."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.matvec import LONGEST, dot, matvec, matvecs

whole = st.integers(-1000, 1000)  # products of whole numbers are exact in any order


@given(st.data(), st.integers(1, 70), st.integers(0, 5))
def test_each_entry_is_the_sum_of_the_products(data, n, count):
    row = st.lists(whole, min_size=n, max_size=n)
    x, rows = data.draw(row), [data.draw(row) for _ in range(count)]
    assert matvec(rows, x) == [sum(a * b for a, b in zip(each, x)) for each in rows]
    assert matvec(rows, x) == [dot(each, x) for each in rows]


@pytest.mark.parametrize("n", [LONGEST, LONGEST + 1, 4096])
def test_rows_may_be_longer_than_any_compiled_sum(n):
    assert matvec([range(n), [1] * n], [2] * n) == [n * (n - 1), 2 * n]


@pytest.mark.parametrize("length", [2, 4])
def test_rows_of_another_length_are_refused(length):
    with pytest.raises(ValueError, match="unpack"):
        matvec([[1.0] * length], [1.0] * 3)


def test_several_tables_are_applied_each_to_its_own_row():
    assert matvecs([[[1, 2], [3, 4]], [[5, 6]]], [[1, 1], [10, 100]]) == [[3, 7], [650]]


def test_a_traceback_shows_the_compiled_line():
    with pytest.raises(TypeError) as caught:
        matvec([[1.0, "a", 2.0]], [1.0, 2.0, "b"])
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert last.line == "y.append(a0 * x0 + a1 * x1 + a2 * x2)"
    assert "matvec of 3" in last.filename
