"""The tokenizer: characters to ids and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.tokenizer import Tokenizer


@given(st.text(min_size=1))
def test_what_is_encoded_decodes_to_itself_between_two_bos(text):
    tokenizer = Tokenizer(text)
    ids = tokenizer.encode(text)
    assert ids[0] == ids[-1] == tokenizer.bos == tokenizer.vocab_size - 1
    assert tokenizer.decode(ids[1:-1]) == text


def test_ids_follow_the_sorted_characters():
    assert Tokenizer("zebra").characters == ["a", "b", "e", "r", "z"]


def test_an_unknown_letter_is_named_in_the_message():
    with pytest.raises(ValueError, match=r"“É”, “é”: .*letters a to z"):
        Tokenizer("abcdefghijklmnopqrstuvwxyz").encode("ÉmilÉé")


def test_a_capital_known_in_lower_case_is_not_among_the_unknown_letters():
    with pytest.raises(ValueError, match=r"know “ö”: use only the letters a to z\.$"):
        Tokenizer("abcdefghijklmnopqrstuvwxyz").encode("Köln")


def test_where_only_capitals_are_unknown_it_says_which_letters_are_known():
    with pytest.raises(ValueError, match=r"not know “O”, “T”, but it knows “o”, “t”\.$"):
        Tokenizer("Anot").encode("OTTo")


def test_an_apostrophe_and_a_space_can_be_read():
    with pytest.raises(ValueError, match=r"know space, “'”: .*: - a"):
        Tokenizer("a-").encode("a 'a")
    assert Tokenizer(" 'ab").describe() == "these characters: space ' a b"


def test_what_cannot_be_seen_is_named_by_its_code_point():
    with pytest.raises(ValueError, match=r"know space, U\+200D: use only .*: a U\+00A0\."):
        Tokenizer("a\u00a0").encode("a \u200d")


def test_a_large_vocabulary_and_many_unknown_letters_make_a_short_message():
    tokenizer = Tokenizer(map(chr, range(0x4E00, 0x4E00 + 3000)))
    with pytest.raises(ValueError, match=r"and 16 more: .* and 2,960 more") as caught:
        tokenizer.encode("abcdefghijklmnopqrstuvwxyz")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("vocabulary", "text", "read"),
    [
        ("abcdefghijklmnopqrstuvwxyz", "Emma", "emma"),
        ("abcdefghijklmnopqrstuvwxyz", "Émma", "Émma"),  # é is not known either
        ("aemE", "EMMA", "EMMA"),
        ("zoë", "Zoe\u0308", "zoë"),
        ("e\u0308", "\u00cb", "\u00cb"),
        ("ıi", "I", "i"),
        ("", "", ""),
    ],
)
def test_a_query_is_read_as_the_vocabulary_writes_it(vocabulary, text, read):
    assert Tokenizer(vocabulary).query(text) == read


@given(st.text(), st.text())
def test_a_query_that_was_read_is_read_the_same_again(vocabulary, text):
    tokenizer = Tokenizer(vocabulary)
    assert tokenizer.query(tokenizer.query(text)) == tokenizer.query(text)
