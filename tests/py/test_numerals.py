"""Numerals: numbers as people write them, and nothing else."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.numerals import decimal, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("0.5", 0.5), ("0,5", 0.5), ("1e-3", 0.001), ("+2", 2.0), ("-1,5E+2", -150.0), (" 1 ", 1.0)],
)
def test_a_decimal_has_a_point_or_a_comma_and_may_have_a_power_of_ten(text, number):
    assert decimal(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "x", "1_000", "１２", "٣", ".", "1.000,5", "1 000", "nan", "inf", "0x10", "1e",
     "--1", "1e999", "1" * 400, "²", "1\n2", "½"],
)  # fmt: skip
def test_what_is_no_decimal_is_refused_in_a_short_sentence(text):
    with pytest.raises(ValueError, match=r"^(The number )?['1].*\.$") as caught:
        decimal(text)
    assert len(str(caught.value)) < 110


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("-7", -7), ("+007", 7), (" 7 ", 7)])
def test_a_whole_number_is_digits_alone(text, number):
    assert whole(text) == number


@pytest.mark.parametrize("text", ["", "1_000", "１２", "1.0", "1,0", "1e3", "9" * 5000, "x", "-"])
def test_what_is_no_whole_number_is_refused_in_a_short_sentence(text):
    with pytest.raises(ValueError, match=r"['9].*\.$") as caught:
        whole(text)
    assert len(str(caught.value)) < 110


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers())
def test_what_python_writes_is_read(number, integer):
    assert decimal(repr(number)) == number
    assert whole(str(integer)) == integer


@given(st.text())
def test_any_text_is_a_number_or_a_sentence(text):
    for read in (decimal, whole):
        try:
            number, sentence = read(text), ""
        except ValueError as refusal:
            number, sentence = 0, str(refusal)
        assert math.isfinite(number)
        assert sentence[-1:] in ("", ".")
