"""Names and weights that a visitor gives: what is learned from, what is told in a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest
from microgpt.places import baked_folder
from playwright.sync_api import expect

from .conftest import Open
from .lab import LONG_MS, Lab, arrive_at_lab
from .visit import BOOT_MS

SOUND = (baked_folder() / "step5.json").read_text("utf-8")
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  document.querySelector("#train-typed").dispatchEvent(new ClipboardEvent("paste", options));
}"""
DROP = """(text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "dropped.txt", { type: "text/plain" }));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector("#train-names").dispatchEvent(new DragEvent("drop", options));
}"""


@pytest.fixture
def lab(open_lab: Lab) -> Lab:
    """The laboratory, shared by all tests: what one opens, the next finds."""
    return open_lab


def changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(SOUND), **changes}).encode()


def without_a_row() -> bytes:
    document = json.loads(SOUND)
    document["weights"]["wte"].pop()
    return json.dumps(document).encode()


def test_it_is_said_that_nothing_leaves_the_page_and_how_much_is_read(lab: Lab) -> None:
    lab.show_names()
    expect(lab.region).to_contain_text("nothing leaves this page")
    expect(lab.region).to_contain_text("up to 1 MB")
    expect(lab.region).to_contain_text("up to 20 MB")


def test_names_that_are_typed_are_surveyed_and_learned_from(lab: Lab) -> None:
    lab.show_names()
    lab.field("Your names, one a line").fill("Ωμέγα\nЖанна\n李雷\nzoë\nzoe\u0308\nשָׂרָה\n")
    expect(lab.survey).to_contain_text("6 names (1 of them doubled) of at most", timeout=BOOT_MS)
    expect(lab.survey).to_contain_text("Doubled names are kept")
    lab.region.get_by_label("Each name once").check()
    expect(lab.survey).to_contain_text("Your names: 5 names of at most")
    lab.train(step=3, training_steps=50, training_seed=1)
    letters = set("ΩμέγαЖанна李雷zoëשָׂרָה")
    assert all(set(name) <= letters for name in lab.names() if name != "(empty)")
    expect(lab.region.get_by_text("No names are left that it never reads")).to_be_visible()
    lab.region.get_by_label("Each name once").uncheck()


def test_names_that_are_cut_are_counted_before_a_training(lab: Lab) -> None:
    lab.enter(step=5)
    lab.open_names("long.txt", b"ab\n" + b"ab" * 10 + b"\nba\n")
    expect(lab.survey).to_contain_text("1 of them is longer than the model sees")
    lab.enter(step=1)
    expect(lab.survey).not_to_contain_text("longer than the model sees")
    lab.enter(step=5)


def test_a_file_with_windows_line_ends_and_a_mark_is_read(lab: Lab) -> None:
    lab.open_names("windows.txt", b"\xef\xbb\xbfann\r\nbob\r\nann\r\n")
    expect(lab.survey).to_contain_text("windows.txt: 3 names (1 of them doubled)")


def test_a_table_is_warned_of(lab: Lab) -> None:
    lab.open_names("table.csv", b"name,count\nann,3\nbob,4\n")
    expect(lab.survey).to_contain_text("looks like a table")


def test_html_is_shown_as_text(lab: Lab) -> None:
    lab.open_names("<img src=x>.txt", b"<script>alert(1)</script>\n<img src=x>\n")
    expect(lab.survey).to_contain_text("<img src=x>.txt: 2 names")
    assert lab.region.locator("img, script").count() == 0


def test_a_file_can_be_dropped(lab: Lab) -> None:
    lab.page.evaluate(DROP, "ann\nbob\n")
    expect(lab.survey).to_contain_text("dropped.txt: 2 names")


def test_a_long_list_that_is_pasted_is_read_without_being_shown(lab: Lab) -> None:
    lab.show_names()
    lab.page.evaluate(PASTE, "anna\nberta\n" * 10_000)
    expect(lab.survey).to_contain_text("The pasted text: 20,000 names", timeout=LONG_MS)
    assert len(lab.field("Your names, one a line").input_value()) < 1000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "holds no names"),
        (b"\n \n", "holds no names"),
        (b"a\n", "only one letter"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "is not UTF-8 text"),
        (b"ann\x00bob\n", "control character"),
        (b"ann\n" * 12_500_000, "has 50.0 MB"),
    ],
    ids=["nothing", "blanks", "one letter", "binary", "null", "50 MB"],
)
def test_what_is_no_list_of_names_is_told_and_not_learned_from(
    lab: Lab, content: bytes, sentence: str
) -> None:
    runs = lab.runs.count()
    lab.open_names("bad.txt", content)
    expect(lab.region.locator("#train-names-problem")).to_contain_text(sentence, timeout=LONG_MS)
    lab.button("Train").click()
    expect(lab.problem).to_contain_text(sentence)
    assert lab.runs.count() == runs


def test_too_many_different_characters_make_too_large_a_model(lab: Lab) -> None:
    lab.enter(step=5)
    lab.open_names("many.txt", "\n".join(map(chr, range(0x4E00, 0x4E00 + 5000))).encode())
    expect(lab.survey).to_contain_text("5,000 names")
    expect(lab.region.locator("#train-sizes")).to_contain_text("too many to train here")


def test_a_line_of_ten_thousand_letters_is_cut_and_learned_from(lab: Lab) -> None:
    lab.open_names("line.txt", b"ab" * 5000 + b"\nba\n")
    expect(lab.survey).to_contain_text("at most 10,000 letters")
    expect(lab.survey).to_contain_text("longer than the model sees")
    lab.train(step=5, training_steps=50)


def test_while_a_long_line_is_learned_from_the_model_answers(lab: Lab) -> None:
    lab.open_names("line.txt", b"ab" * 100_000 + b"\nba\n")
    expect(lab.survey).to_contain_text("at most 200,000 letters")
    lab.begin(step=1, training_steps=50)
    expect(lab.state).to_contain_text("is training")
    assert len(lab.visit.make(5)) == 5
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after")
    lab.button("Remove").click()


def test_the_list_of_the_page_can_be_taken_again(lab: Lab) -> None:
    lab.open_names("two.txt", b"ann\nbob\n")
    expect(lab.survey).to_contain_text("two.txt")
    lab.button("Use the list of this page").click()
    expect(lab.survey).to_contain_text("The list of this page: 14,562 names")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SOUND[: len(SOUND) // 2].encode(), "is not a whole weights file"),
        (b"[1, 2, 3]", "is not a whole weights file"),
        (b'{"hello": "world"}', "has format None"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (without_a_row(), "wte"),
        (changed(weights={}), "wte"),
        (SOUND.replace("0.", "NaN, 0.", 1).encode(), "not"),
        (changed(vocabulary=["b", "a"]), "vocabulary"),
        (changed(vocabulary=list("abc")), "wte"),
        (b" " * 100_000_000, "has 100.0 MB"),
        (changed(run={"steps_done": 3}), "run is not complete"),
        (b"[" * 20_000, "is not a whole weights file"),
    ],
    ids=["truncated", "list", "other", "binary", "shape", "none", "NaN", "vocabulary", "fewer",
         "100 MB", "run", "deep"],
)  # fmt: skip
def test_what_is_no_weights_file_is_told_and_loses_nothing(
    lab: Lab, content: bytes, sentence: str
) -> None:
    runs = lab.runs.count()
    lab.open_weights("bad.json", content)
    expect(lab.problem).to_contain_text(sentence, timeout=LONG_MS)
    assert len(lab.problem.inner_text()) < 300
    assert lab.runs.count() == runs


def test_a_run_on_another_list_is_opened_as_a_finished_model(lab: Lab, tmp_path: Any) -> None:
    lab.open_names("two.txt", b"ann\nbob\n")
    expect(lab.survey).to_contain_text("two.txt")
    lab.train(step=1, training_steps=50)
    content = lab.download(tmp_path).read_bytes()
    lab.button("Use the list of this page").click()
    expect(lab.survey).to_contain_text("The list of this page")
    lab.open_weights("elsewhere.json", content)
    expect(lab.state).to_contain_text("elsewhere is a finished model", timeout=LONG_MS)
    expect(lab.region).to_contain_text("give its names first")


def test_a_finished_model_has_its_held_out_loss_and_says_why_it_has_no_curve(
    arrive: Open,
) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    source = json.loads(SOUND)["provenance"]
    lab.open_weights("adam.json", changed(provenance={**source, "note": 'a "run"'}))
    expect(lab.state).to_have_text(
        "adam is a finished model; its file holds no losses, so it has no curve."
    )
    expect(visit.curves.get_by_role("checkbox", name="adam", exact=True)).to_have_count(0)
    expect(lab.region).to_contain_text(
        "Loss on 1,000 names that it never reads: 2.396.", timeout=LONG_MS
    )
    expect(lab.region.locator("#train-runs tbody tr")).to_contain_text("2.396")


def test_a_finished_model_is_opened_whatever_the_names_to_learn_from(lab: Lab) -> None:
    lab.open_names("none.txt", b"")
    expect(lab.region.locator("#train-names-problem")).to_contain_text("no names")
    lab.open_weights("adam.json", SOUND.encode())
    expect(lab.state).to_contain_text("adam is a finished model", timeout=LONG_MS)


def test_a_run_whose_first_losses_are_not_known_says_why_it_has_no_curve(
    arrive: Open, tmp_path: Path
) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.train(step=1, training_steps=50)
    content = lab.download(tmp_path).read_bytes()
    lab.open_weights("again.json", content)
    expect(lab.state).to_contain_text(
        "The losses of its first 50 training steps are not known, so it has no curve."
    )
    expect(visit.curves.get_by_role("checkbox", name="again", exact=True)).to_have_count(0)
