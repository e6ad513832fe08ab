"""The names that a run learns from are those that the page says, whatever else is typed."""

import re

from playwright.sync_api import expect

from .lab import LONG_MS, Lab

MINE = "xyz\nzyx\n"


def test_with_the_same_start_the_names_are_those_of_the_other_run(lab: Lab) -> None:
    lab.train(step=1, training_steps=50)
    lab.show_names()
    lab.button("Again with the same start").click()
    expect(lab.field("Your names, one a line")).to_be_hidden()
    expect(lab.button("Use my names")).to_be_disabled()
    lab.give("A file of names", "mine.txt", MINE.encode())
    expect(lab.problem).to_contain_text("press “Free all settings” to take others")
    lab.enter(learning_rate=0.5)
    lab.button("Train").click()
    expect(lab.runs).to_have_count(2)
    lab.wait_for_end()
    counts = lab.region.locator("#train-runs tbody .hint").all_inner_texts()
    assert len({re.search(r"([\d,]+) parameters", count)[1] for count in counts}) == 1


def test_what_is_typed_and_not_used_says_so(lab: Lab) -> None:
    lab.show_names()
    typed = lab.field("Your names, one a line")
    unused = lab.region.get_by_text("not from these names")
    typed.fill(MINE)
    expect(lab.survey).to_contain_text("Your names: 2 names")
    expect(unused).to_be_hidden()
    lab.give("A file of names", "towns.txt", "köln\nbonn\n".encode())
    expect(unused).to_contain_text("learns from towns.txt")
    lab.button("Use the list of this page").click()
    expect(unused).to_contain_text("learns from the list of this page")
    lab.button("Use my names").click()
    lab.button("Use my names").click()
    expect(lab.survey).to_contain_text("Your names: 2 names")
    typed.fill("")


def test_train_waits_for_a_file_that_is_still_being_read(lab: Lab) -> None:
    lab.page.evaluate(
        """() => {
          const read = File.prototype.arrayBuffer;
          File.prototype.arrayBuffer = async function () {
            await new Promise((resolve) => setTimeout(resolve, 1500));
            File.prototype.arrayBuffer = read;
            return read.call(this);
          };
        }"""
    )
    lab.show_names()
    given = {"name": "mine.txt", "mimeType": "text/plain", "buffer": MINE.encode()}
    lab.region.get_by_label("A file of names").set_input_files(given)
    lab.train(step=1, training_steps=50)
    assert set("".join(lab.names()).replace("(empty)", "")) <= set("xyz")
    lab.button("Use my names").click()


def test_a_size_that_is_none_is_told_in_place_of_the_parameters(lab: Lab) -> None:
    lab.page.locator("#train-more summary").click()
    sizes = lab.region.locator("#train-sizes")
    for typed in ("", "abc", "1e2", "０"):
        lab.field("n_embd").fill(typed)
        expect(sizes).to_have_text("“n_embd” must be a whole number from 1 to 4,096.")
    lab.field("n_embd").fill("16")
    expect(sizes).to_have_text("4,192 parameters.")
    lab.page.locator("#train-more summary").click()


def test_text_that_is_dragged_goes_into_the_field(lab: Lab) -> None:
    lab.show_names()
    swallowed = lab.field("Your names, one a line").evaluate(
        """(field) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.setData("text/plain", "ann");
          const event = new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer });
          return !field.dispatchEvent(event);
        }"""
    )
    assert not swallowed
    lab.button("Use my names").click()


def test_heaps_of_marks_do_not_stop_the_page(lab: Lab) -> None:
    lab.show_names()
    heap = "a" + "\u0301\u0316" * 200_000
    lab.give("A file of names", "heap.txt", f"{heap}\nann\n".encode())
    problem = lab.region.locator("#train-names-problem")
    for change in ("check", "uncheck"):
        expect(problem).to_contain_text("more than 30 marks", timeout=LONG_MS)
        getattr(lab.region.get_by_label("Each name once"), change)()
    lab.button("Use my names").click()
