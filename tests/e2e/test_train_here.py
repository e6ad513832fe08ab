"""Training in the page: it learns, rests, steps, stops, goes back, branches, and loses nothing."""

import json
import math
import re
from pathlib import Path

import pytest
from lib.paths import NODE_MODULES
from microgpt.checkpoint import dump
from microgpt.names import read_names
from microgpt.places import baked_folder
from microgpt.steps import get_step
from microgpt.train import Trainer
from playwright.sync_api import expect

from .command import microgpt
from .conftest import Open
from .lab import LONG_MS, Lab
from .visit import Visit


def trained(step: int, num_steps: int, **numbers: float) -> Trainer:
    """The same training by the package alone, on the Python of the tests."""
    trainer = Trainer(get_step(step), read_names(), num_steps=num_steps, **numbers)
    for _ in trainer.training_steps():
        pass
    return trainer


def test_at_rest_it_is_a_question_a_sentence_and_a_button(still: Visit) -> None:
    lab = Lab(still)
    assert lab.region.get_by_role("heading").inner_text().rstrip("#").rstrip().endswith("?")
    assert lab.region.get_by_role("button").count() == 1
    assert lab.region.get_by_role("textbox").count() == 0
    assert not [url for url in still.record.requests if "train-here" in url or "train.css" in url]


def test_the_page_learns_what_the_command_line_learns(lab: Lab, tmp_path: Path) -> None:
    lab.train(step=5, training_steps=50)
    expected = trained(5, 50).model.weights
    learned = lab.weights(tmp_path)
    assert learned.keys() == expected.keys()
    for name, rows in expected.items():
        for mine, theirs in zip(learned[name], rows, strict=True):
            assert mine == pytest.approx(list(theirs), rel=1e-9, abs=1e-12)


def test_counting_is_done_at_once(lab: Lab) -> None:
    lab.enter(step=0)
    expect(lab.field("Learning rate")).to_be_disabled()
    expect(lab.field("Engine")).to_be_disabled()
    lab.train(training_steps=1000)
    expect(lab.region.get_by_text("names that it never reads: 2.")).to_be_visible(timeout=LONG_MS)


def test_pause_one_step_continue_and_stop(lab: Lab) -> None:
    lab.begin(step=5, training_steps=5000)
    expect(lab.pace).to_contain_text("Training step", timeout=LONG_MS)
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after")
    lab.names()
    rested = lab.steps_done()
    for done in (1, 2):
        lab.button("One step").click()
        expect(lab.pace).to_contain_text(f"Training step {rested + done:,} of 5,000")
    lab.button("Continue").click()
    expect(lab.pace).not_to_contain_text(f"step {rested + 2:,} of")
    lab.button("Stop").click()
    expect(lab.state).to_contain_text("was stopped after")
    stopped = lab.steps_done()
    assert stopped > rested + 2
    lab.names()
    assert lab.steps_done() == stopped


def test_one_step_begins_a_run_where_there_is_none(lab: Lab) -> None:
    lab.enter(step=5)
    lab.button("One step").click()
    expect(lab.pace).to_contain_text("Training step 1 of 1,000", timeout=LONG_MS)
    lab.button("One step").dblclick()
    expect(lab.pace).to_contain_text("Training step 3 of 1,000")


def test_a_training_can_be_paused_while_names_are_made(lab: Lab) -> None:
    lab.begin(step=5, training_steps=5000)
    lab.visit.enter(100)
    lab.visit.generate.click()
    lab.button("Pause").click()
    expect(lab.state).to_contain_text("rests after")
    lab.visit.wait_until_ready()
    assert lab.visit.items.count() == 100
    lab.names()
    rested = lab.steps_done()
    lab.visit.make(5)
    assert lab.steps_done() == rested


def test_the_curve_is_a_series_that_can_be_renamed_and_removed(lab: Lab) -> None:
    lab.train(step=1, training_steps=60)
    curves = lab.visit.curves
    title = lab.field("Called").input_value()
    expect(curves.get_by_role("checkbox", name=title, exact=True)).to_be_checked()
    lab.field("Called").fill("Mine")
    lab.page.keyboard.press("Enter")
    expect(curves.get_by_role("checkbox", name="Mine", exact=True)).to_be_visible()
    expect(lab.region.get_by_role("radio", name="Mine")).to_be_checked()
    for said in ("training steps per second", "elapsed", "mean of the last 60"):
        expect(lab.pace).to_contain_text(said)
    lab.button("Remove").click()
    expect(curves.get_by_role("checkbox", name="Mine", exact=True)).to_have_count(0)


def test_again_with_the_same_start_only_what_was_changed_differs(lab: Lab, tmp_path: Path) -> None:
    lab.train(step=1, training_steps=50, training_seed=7)
    lab.go_to("Home")
    first = lab.weights(tmp_path)
    lab.enter(step=5, training_seed=9)
    lab.button("Again with the same start").click()
    expect(lab.field("Learning rate")).to_be_focused()  # it is far from what was pressed
    expect(lab.field("Learning rate")).to_be_in_viewport()
    for locked in ("Step", "Training seed", "n_embd"):
        expect(lab.field(locked)).to_be_disabled()
    lab.train(learning_rate="0,5")
    lab.go_to("Home")
    assert lab.weights(tmp_path) == first
    lab.go_to("End")
    expected = trained(1, 50, seed=7, learning_rate=0.5).model.weights["mlp_fc1"][0]
    assert lab.weights(tmp_path)["mlp_fc1"][0] == pytest.approx(list(expected), rel=1e-9)
    lab.button("Free all settings").click()
    expect(lab.field("Step")).to_be_enabled()


def test_one_goes_back_to_a_moment_and_branches_from_it(lab: Lab) -> None:
    lab.train(step=1, training_steps=100)
    expect(lab.region.get_by_text("Names after 100 training steps")).to_be_visible()
    grown = lab.names()
    measured = lab.region.get_by_text(re.compile(r"names that it never reads: \d\.\d{3}"))
    expect(measured).to_be_visible(timeout=LONG_MS)
    end = measured.inner_text()
    lab.go_to("Home")
    expect(lab.moment).to_have_attribute("aria-valuetext", "training step 0")
    expect(lab.region.get_by_text("Names after 0 training steps")).to_be_visible()
    noise = lab.names()
    assert noise != grown
    assert sum(map(len, noise)) > sum(map(len, grown))  # it does not know yet how a name ends
    expect(measured).not_to_have_text(end, timeout=LONG_MS)
    assert float(measured.inner_text()[-6:-1]) == pytest.approx(math.log(27), abs=0.1)
    lab.go_to("End")
    lab.go_to("ArrowLeft")
    expect(lab.moment).to_have_attribute("aria-valuetext", "training step 70")
    lab.enter(training_steps=90)
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("has done its 90 training steps", timeout=LONG_MS)
    assert lab.runs.count() == 2


def test_from_the_end_one_goes_on_with_more_training_steps(lab: Lab) -> None:
    lab.train(step=1, training_steps=50)
    lab.button("Continue from here").click()
    expect(lab.problem).to_contain_text("set “Training steps” to more than that")
    lab.enter(training_steps=80)
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("has done its 80 training steps", timeout=LONG_MS)


def test_the_parameters_are_counted_as_numbers_change(lab: Lab) -> None:
    sizes = lab.region.locator("#train-sizes")
    expect(sizes).to_have_text("4,192 parameters.")
    lab.region.get_by_text("More", exact=True).click()
    lab.field("n_layer").fill("2")
    expect(sizes).to_have_text("7,264 parameters.")
    lab.field("n_head").fill("3")
    expect(sizes).to_contain_text("n_embd must be a multiple of n_head")
    lab.button("Train").click()
    expect(lab.problem).to_contain_text("n_embd must be a multiple of n_head")
    lab.field("n_embd").fill("512")
    lab.field("n_head").fill("4")
    expect(sizes).to_contain_text("too many to train here")
    for name, value in {"n_embd": 16, "n_layer": 1}.items():
        lab.field(name).fill(str(value))
    expect(sizes).to_have_text("4,192 parameters.")
    assert lab.runs.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("Training steps", "49", "from 50 to 10,000"),
        ("Training steps", "ten", "from 50 to 10,000"),
        ("Learning rate", "-1", "above 0"),
        ("Training seed", "1.5", "“Training seed” must be a whole number"),
    ],
)
def test_a_number_that_cannot_be_used_is_told_beside_it(
    lab: Lab, field: str, value: str, sentence: str
) -> None:
    before = lab.field(field).input_value()
    lab.field(field).fill(value)
    lab.button("Train").click()
    expect(lab.field(field)).to_have_attribute("aria-invalid", "true")
    expect(lab.field(field)).to_be_focused()
    expect(lab.region.locator(".problem", has_text=sentence)).to_be_visible()
    lab.field(field).fill(before)
    expect(lab.field(field)).to_have_attribute("aria-invalid", "false")


def test_the_hand_is_not_led_away_while_a_problem_is_mended(lab: Lab) -> None:
    lab.enter(training_steps="x", training_seed="y")
    lab.button("Train").click()
    expect(lab.field("Training steps")).to_be_focused()
    lab.enter(training_seed=42)
    lab.visit.draw()
    expect(lab.field("Training seed")).to_be_focused()


def test_a_training_that_diverges_stops_and_says_what_to_try(lab: Lab, tmp_path: Path) -> None:
    lab.begin(step=4, training_steps=50, learning_rate="1e9")
    expect(lab.state).to_contain_text("use a smaller learning rate", timeout=LONG_MS)
    lab.names()
    for rows in lab.weights(tmp_path).values():
        assert all(math.isfinite(number) for row in rows for number in row)


def test_the_value_engine_is_said_to_be_slow_and_learns_the_same(lab: Lab, tmp_path: Path) -> None:
    lab.enter(step=5, engine="value")
    expect(lab.region.get_by_text("20 times slower")).to_be_visible()
    lab.button("One step").click()
    expect(lab.pace).to_contain_text("Training step 1 of", timeout=LONG_MS)
    trainer = Trainer(get_step(5), read_names())
    trainer.training_step()
    mine = lab.weights(tmp_path)["wte"][0]
    assert mine == pytest.approx(list(trainer.model.weights["wte"][0]), rel=1e-9)
    lab.enter(engine="row")


def test_a_downloaded_file_is_the_same_to_page_and_command_line(lab: Lab, tmp_path: Path) -> None:
    lab.train(step=3, training_steps=50)
    file = lab.download(tmp_path)
    content = file.read_bytes()
    assert microgpt("score", "emma", "--weights", file)
    assert json.loads(content)["run"]["steps_done"] == 50
    lab.open_weights("again.json", content)
    expect(lab.region.get_by_role("radio", name="again")).to_be_checked(timeout=LONG_MS)
    assert lab.download(tmp_path).read_bytes() == content


def test_what_the_command_line_has_begun_goes_on_in_the_page(lab: Lab, tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.json", tmp_path / "half.json"
    trainer = Trainer(get_step(1), read_names(), num_steps=60)
    for _ in range(30):
        trainer.training_step()
    half.write_text(dump(trainer.state(), trainer.provenance), "utf-8")
    lab.open_weights("half.json", half.read_bytes())
    expect(lab.state).to_contain_text("rests after 30 training steps", timeout=LONG_MS)
    lab.button("Continue").click()
    lab.wait_for_end()
    expected = trained(1, 60).model.weights["wte"][0]
    whole.write_bytes(lab.download(tmp_path).read_bytes())
    learned = json.loads(whole.read_text("utf-8"))["weights"]["wte"][0]
    assert learned == pytest.approx(list(expected), rel=1e-9)


def test_a_baked_model_is_opened_as_a_finished_one(lab: Lab) -> None:
    lab.open_weights("step5.json", (baked_folder() / "step5.json").read_bytes())
    expect(lab.state).to_contain_text("is a finished model", timeout=LONG_MS)
    assert len(lab.names()) == 12
    expect(lab.button("Continue from here")).to_have_count(0)
    expect(lab.region.get_by_text("A new run, up to")).to_have_count(0)
    expect(lab.button("Continue")).to_have_count(0)


def test_axe_finds_nothing_to_mend_in_an_open_laboratory(arrive: Open) -> None:
    visit = arrive(bypass_csp=True)  # which would keep axe out
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=1, training_steps=50)
    lab.names()
    lab.show_names()
    lab.page.add_script_tag(path=NODE_MODULES / "axe-core" / "axe.min.js")
    found = lab.page.evaluate("async () => (await axe.run('#train')).violations")
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []


def test_keys_alone_train_a_model(lab: Lab) -> None:
    lab.field("Step").focus()
    keys = lab.page.keyboard
    keys.press("Tab")
    keys.press("Control+A")
    keys.type("50")
    keys.press("Enter")
    lab.wait_for_end()
    lab.button("Train").focus()
    reached = []
    for _ in range(12):
        keys.press("Tab")
        reached.append(
            lab.page.evaluate(
                "() => document.activeElement.textContent || document.activeElement.id"
            )
        )
    assert "train-moment" in reached
    assert "Download weights" in reached
    assert "Open weights" in reached


def test_on_a_phone_everything_is_large_enough_for_a_thumb(arrive: Open) -> None:
    visit = arrive(viewport={"width": 360, "height": 740}, has_touch=True)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=1, training_steps=50)
    lab.show_names()
    lab.region.get_by_text("More", exact=True).click()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    touched = "button, select, summary, .field input, label:has([type=radio]), [type=range]"
    for control in lab.region.locator(f":is({touched}):visible").all():
        assert control.bounding_box()["height"] >= 44, control.evaluate("e => e.outerHTML")
    model = visit.page.get_by_role("combobox", name="Model", exact=True)
    assert model.bounding_box()["height"] >= 44
