"""The runs of a visitor: what each says of itself, which of them the buttons drive."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import Open
from .lab import LONG_MS, Lab, arrive_at_lab
from .visit import Visit

CRASH = "() => { setTimeout(() => { throw new Error('crash on purpose'); }); }"


def models(visit: Visit) -> list[str]:
    field = visit.page.get_by_label("Model", exact=True)
    return field.locator("option").all_inner_texts()[6:] if field.count() else []


def wait_until_moment(lab: Lab, place: int) -> None:
    """Until the run has so many moments before the present; they may come several at once."""
    for _ in range(600):
        if int(lab.moment.get_attribute("max")) >= place:
            return
        lab.page.wait_for_timeout(100)
    raise AssertionError(lab.moment.get_attribute("max"))


def test_a_model_that_is_chosen_keeps_up_with_its_training(lab: Lab) -> None:
    lab.begin(step=5, training_steps=10_000)
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after")
    title = lab.field("Called").input_value()
    lab.visit.page.get_by_label("Model", exact=True).select_option(title)
    early = lab.visit.make(12, temperature=0.5, seed=42)
    before = int(lab.moment.get_attribute("max"))
    lab.button("Continue").click()
    wait_until_moment(lab, before + 5)
    assert lab.visit.make(12, temperature=0.5, seed=42) != early
    facts = lab.page.get_by_role("list", name="What runs here")
    expect(facts).to_contain_text(re.compile(rf"{title}, after [\d,]+ training steps"))


def test_a_run_that_is_removed_while_it_trains_leaves_no_model(lab: Lab) -> None:
    lab.begin(step=5, training_steps=10_000)
    lab.button("Pause").click()
    expect(lab.page.get_by_label("Model", exact=True)).to_be_visible()
    lab.button("Continue").click()
    expect(lab.state).to_contain_text("is training")
    lab.button("Pause").click()
    lab.button("Remove").click()
    expect(lab.runs).to_have_count(0)
    lab.train(step=1, training_steps=50)
    assert models(lab.visit) == [lab.field("Called").input_value()]


def test_a_single_step_that_is_paused_does_not_stand_in_the_way_of_others(lab: Lab) -> None:
    lab.page.locator("#train-more summary").click()
    lab.enter(step=5, engine="value")
    lab.field("n_embd").fill("64")
    lab.button("One step").click()
    expect(lab.pace).to_contain_text("Training step 1 of", timeout=LONG_MS)
    lab.button("One step").click()
    expect(lab.state).to_contain_text("is training")
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after 1 training step.")
    lab.field("n_embd").fill("16")
    lab.enter(engine="row")
    lab.button("Remove").click()
    for done in (1, 2):
        lab.button("One step").click()
        expect(lab.pace).to_contain_text(f"Training step {done} of", timeout=LONG_MS)
    lab.page.locator("#train-more summary").click()


def test_the_buttons_drive_the_run_that_trains_while_another_is_looked_at(lab: Lab) -> None:
    lab.train(step=1, training_steps=50)
    lab.begin(step=5, training_steps=10_000)
    lab.runs.first.check()
    expect(lab.state).to_contain_text("is training")
    lab.button("Pause").click()
    expect(lab.runs.nth(1)).not_to_be_checked()
    lab.runs.nth(1).check()
    expect(lab.state).to_contain_text("rests after")


def test_a_run_says_what_it_did_and_where_it_goes_on_from(lab: Lab) -> None:
    lab.train(step=1, training_steps=50)
    title = lab.field("Called").input_value()
    lab.go_to("Home")
    lab.go_to("ArrowRight")
    lab.enter(training_steps=60, learning_rate=0.25)
    hint = lab.region.get_by_text("A new run, up to 60 training steps as set above")
    expect(hint).to_contain_text(f"at the learning rate 0.25; all else as in {title}.")
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("has done its 60 training steps", timeout=LONG_MS)
    row = lab.region.locator("#train-runs tbody tr").nth(1)
    told = "60 training steps, rate 0.25, seed 42, from training step 1 of"
    expect(row).to_contain_text(f"{told} {title}")
    lab.runs.first.check()
    lab.field("Called").fill("First")
    lab.page.keyboard.press("Enter")
    expect(row).to_contain_text(f"{told} First")
    lab.begin(step=5, training_steps=9000)
    expect(lab.pace).to_contain_text("remaining", timeout=LONG_MS)
    lab.button("Stop").click()
    row = lab.region.locator("#train-runs tbody tr").nth(2)
    expect(row).to_contain_text(re.compile(r"[\d,]+ of 9,000 training steps"))


def test_a_branch_keeps_the_rate_of_its_run_where_the_form_is_for_another_step(lab: Lab) -> None:
    lab.train(step=5, training_steps=50)
    lab.enter(step=1, training_steps=60)
    expect(lab.field("Learning rate")).to_have_value("1")
    lab.show_names()
    lab.field("Your names, one a line").fill("a")
    expect(lab.region.locator("#train-names-problem")).not_to_be_empty()
    expect(lab.region.get_by_text("at the learning rate 0.01; all else")).to_be_visible()
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("has done its 60 training steps", timeout=LONG_MS)
    expect(lab.region.locator("#train-runs tbody tr").nth(1)).to_contain_text("rate 0.01,")


def test_no_two_runs_have_one_name_and_none_has_none(lab: Lab) -> None:
    lab.train(step=0, training_steps=50)
    first = lab.field("Called").input_value()
    lab.train(step=0, training_steps=50)
    second = lab.field("Called").input_value()
    for typed, called in (("", second), (first, f"{first} (2)"), (f"{first} (2)", f"{first} (2)")):
        lab.field("Called").fill(typed)
        lab.page.keyboard.press("Enter")
        expect(lab.field("Called")).to_have_value(called)
        expect(lab.region.get_by_role("radio", name=called, exact=True)).to_be_checked()


def test_a_file_of_a_moment_says_so_in_its_name(lab: Lab, tmp_path: Path) -> None:
    lab.train(step=1, training_steps=50)
    end = lab.download(tmp_path)
    lab.go_to("Home")
    start = lab.download(tmp_path)
    assert start.stem == f"{end.stem}-at-0"


def test_a_curve_of_ones_own_can_be_hidden(lab: Lab) -> None:
    lab.train(step=1, training_steps=50)
    title = lab.field("Called").input_value()
    box = lab.visit.curves.get_by_role("checkbox", name=title, exact=True)
    box.uncheck()
    expect(box).not_to_be_checked()
    end = lab.region.locator("#train-runs tbody tr").first
    expect(end).to_contain_text("of 50")
    box.check()


def test_a_run_is_trained_and_kept_while_its_tab_is_in_the_background(arrive: Open) -> None:
    visit = arrive()
    # A tab that nobody sees is given no frames.
    visit.page.add_init_script("""
      const frame = globalThis.requestAnimationFrame.bind(globalThis), held = [];
      globalThis.requestAnimationFrame = (draw) => (away ? held.push(draw) : frame(draw));
      globalThis.away = false;
      globalThis.comeBack = () => { globalThis.away = false; held.splice(0).forEach(frame); };
    """)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.begin(step=1, training_steps=500)
    visit.page.evaluate("globalThis.away = true")
    visit.page.wait_for_timeout(3000)
    visit.page.evaluate("comeBack()")
    lab.wait_for_end()
    assert len(lab.names()) == 12


@pytest.mark.provokes_errors
def test_after_a_worker_has_died_only_what_was_training_trains(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.begin(step=1, training_steps=10_000)
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after")
    lab.names()
    rested = lab.steps_done()
    visit.worker.evaluate(CRASH)
    expect(visit.retry).to_be_visible()
    visit.retry.click()
    visit.wait_until_ready()
    expect(lab.state).to_contain_text("Python was started again", timeout=LONG_MS)
    visit.page.wait_for_timeout(500)
    assert lab.steps_done() == rested
    visit.worker.evaluate(CRASH)
    expect(visit.retry).to_be_visible()
    lab.button("One step").click()
    expect(lab.pace).to_contain_text(f"Training step {rested + 1:,} of", timeout=LONG_MS)
    visit.page.wait_for_timeout(500)
    assert lab.steps_done() == rested + 1


@pytest.mark.provokes_errors
def test_what_is_asked_of_a_dead_worker_is_answered_by_the_next(
    arrive: Open, tmp_path: Path
) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.train(step=1, training_steps=50)
    lab.names()
    content = lab.download(tmp_path).read_bytes()
    visit.worker.evaluate(CRASH)
    expect(visit.retry).to_be_visible()
    assert lab.download(tmp_path).read_bytes() == content
    expect(lab.region.get_by_text("what you asked for follows")).to_have_count(0)


def test_on_a_phone_one_is_led_to_what_there_is_to_see(arrive: Open) -> None:
    visit = arrive(viewport={"width": 360, "height": 740})
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.enter(step=1, training_steps=50)
    lab.field("Learning rate").press("Enter")
    expect(lab.state).to_be_in_viewport(timeout=LONG_MS)
    lab.wait_for_end()
    lab.button("Open weights").scroll_into_view_if_needed()
    lab.button("Open weights").focus()
    lab.open_weights("half.json", b"{")
    expect(lab.problem).to_be_in_viewport()
    lab.button("Again with the same start").click()
    expect(lab.button("Free all settings")).to_be_in_viewport()
    expect(lab.field("Learning rate")).to_be_in_viewport()
