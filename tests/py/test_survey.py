"""Survey: what a list is made of, and whether it looks like a table."""

import pytest
from microgpt.names import read_names
from microgpt.survey import Survey


def test_a_survey_counts_names_doubled_ones_letters_and_the_longest():
    survey = Survey.of(["ann", "bea", "ann", "ann", "zo\u200de"])
    assert (survey.count, survey.doubled, survey.longest) == (5, 2, 4)
    assert str(survey) == (
        "5 names (2 of them doubled) of at most 4 letters, "
        "written with these characters: a b e n o z U+200D."
    )


def test_the_own_list_is_told_in_a_sentence_and_is_no_table():
    survey = Survey.of(read_names())
    assert str(survey) == "14,562 names of at most 12 letters, written with the letters a to z."
    assert survey.warning is None


def test_a_large_vocabulary_makes_a_short_sentence():
    assert len(str(Survey.of([chr(0x4E00 + i) for i in range(3000)]))) < 250


@pytest.mark.parametrize(
    ("names", "oddity"),
    [
        (["name", "ann", "bob"], "it begins with the heading name"),
        (["Name,Gender", "ann,F", "bob,M"], "commas in 3 lines"),
        (["ann;1", "bob;2"], "semicolons in 2 lines; digits in 2 lines"),
        (["ann|f", "bob"], "bars in 1 line"),
        (["ann 1", *["bob"] * 9], "digits in 1 line"),
    ],
)
def test_a_list_that_looks_like_a_table_is_warned_of(names, oddity):
    assert oddity in Survey.of(names).warning


@pytest.mark.parametrize("names", [["anna-lena", "o'neil"], ["ann 1", *["bob"] * 10], ["namea"]])
def test_a_list_of_names_is_not(names):
    assert Survey.of(names).warning is None
