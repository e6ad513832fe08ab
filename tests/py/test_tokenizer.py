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
    with pytest.raises(ValueError, match=r"'É', 'é'.*letters a to z"):
        Tokenizer("abcdefghijklmnopqrstuvwxyz").encode("ÉmilÉé")
