"""The nearest name: edit distances against the textbook's table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.nearest import edit_distance, nearest

WORDS = st.text("abc", max_size=9)


def table_distance(a, b):
    """Wagner and Fischer's table, a row at a time."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


@given(WORDS, WORDS)
def test_the_distance_is_that_of_the_table(a, b):
    assert edit_distance(a, b) == table_distance(a, b)


@given(WORDS, st.lists(WORDS, min_size=1))
def test_the_nearest_is_the_first_of_the_closest(name, names):
    distances = [table_distance(name, other) for other in names]
    assert nearest(name, names) == (names[distances.index(min(distances))], min(distances))


def test_among_no_names_there_is_none_nearest():
    with pytest.raises(ValueError, match="no names to look among"):
        nearest("anna", [])
