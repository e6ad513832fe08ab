"""Names lists: what is read, and what is refused in one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microgpt.names import own_text, parse_names, read_names
from microgpt.places import own_list


def test_the_projects_own_list_holds_14562_distinct_names_of_2_to_12_letters():
    names = read_names()
    assert len(names) == len(set(names)) == 14_562
    assert {len(name) for name in names} == set(range(2, 13))
    assert set().union(*names) == set("abcdefghijklmnopqrstuvwxyz")
    assert own_list().read_bytes().endswith(b"\n")


def test_the_text_of_the_own_list_is_its_lines():
    assert own_text() == "\n" + "".join(f"{name}\n" for name in read_names())


def test_empty_lines_spaces_windows_line_ends_and_a_byte_order_mark_do_not_count():
    assert parse_names("\ufeff ann \r\n\r\nbob\n".encode(), "x") == ["ann", "bob"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "holds no names"),
        (b"\n \n", "holds no names"),
        (b"ann\xff\n", "not UTF-8 .byte 3."),
        (b"aaa\naa\n", "only one letter"),
        (b"ann\r\nbob\x00\n", r"control character U\+0000 in line 2"),
        (b"ann\rbob\r\ncleo\x1b[2J", r"control character U\+001B in line 3"),
        (b"ann\tF\n", "a tab in line 1"),
        ("ann\u0085bob".encode(), r"control character U\+0085 in line 1"),
        (b"ann\n" + b"e\xcc\x81" * 9 + b"\xcc\x81" * 30, "line 2. A letter has more than 30 marks"),
        (b"ann\x0bbob", r"control character U\+000B in line 1"),
    ],
)
def test_a_list_that_cannot_be_learned_from_is_refused(data, message):
    with pytest.raises(ValueError, match=message):
        parse_names(data, "The list")


@pytest.mark.parametrize("data", [b"", b"a\n", b"ann\xff", b"ann\tF", b"e" + b"\xcc\x81" * 31])
def test_a_refusal_begins_with_the_file_by_its_path(tmp_path, data):
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=f"^The names file {path} (holds|uses|is|has) "):
        read_names(path)


def test_lines_end_at_a_line_feed_a_carriage_return_or_both_alone():
    assert parse_names("a b\rc\r\nd\n\re\u2028f".encode(), "x") == ["a b", "c", "d", "e\u2028f"]


def test_a_byte_order_mark_counts_nowhere():
    assert parse_names("ann\n\ufeffbob\nc\ufeffleo".encode(), "x") == ["ann", "bob", "cleo"]


def test_a_letter_is_the_same_however_it_is_composed():
    assert parse_names("zoe\u0308\nzo\u00eb".encode(), "x") == ["zo\u00eb"] * 2


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"nowhere\.txt cannot be read"):
        read_names(tmp_path / "nowhere.txt")


@given(st.binary(max_size=60))
def test_any_bytes_are_either_names_or_a_sentence(data):
    try:
        names, sentence = parse_names(data, "The list"), ""
    except ValueError as refusal:
        names, sentence = [], str(refusal)
    assert sentence.startswith("The list ") != bool(names)
    assert all(name == name.strip() != "" for name in names)
