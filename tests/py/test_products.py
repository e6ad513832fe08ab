"""Dot products: the compiled formulas and the loop compute the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.products import LONGEST, dot, dots

whole = st.integers(-1000, 1000)  # products of whole numbers are exact in any order


@given(st.data(), st.integers(1, 70), st.integers(0, 5))
def test_dots_are_the_sums_of_the_products(data, n, count):
    row = st.lists(whole, min_size=n, max_size=n)
    x, rows = data.draw(row), [data.draw(row) for _ in range(count)]
    assert dots(rows, x) == [sum(a * b for a, b in zip(each, x)) for each in rows]
    assert dots(rows, x) == [dot(each, x) for each in rows]


@pytest.mark.parametrize("n", [LONGEST, LONGEST + 1, 4096])
def test_rows_may_be_longer_than_any_formula(n):
    assert dots([range(n), [1] * n], [2] * n) == [n * (n - 1), 2 * n]


@pytest.mark.parametrize("length", [2, 4])
def test_rows_of_another_length_are_refused(length):
    with pytest.raises(ValueError, match="unpack"):
        dots([[1.0] * length], [1.0] * 3)
