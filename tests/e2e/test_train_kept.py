"""Nothing that was trained is lost: to a reload, to a browser without storage, to a dead worker."""

import re
from pathlib import Path

import pytest
from microgpt.names import read_names
from microgpt.steps import get_step
from microgpt.train import Trainer
from playwright.sync_api import expect

from .conftest import Open
from .lab import LONG_MS, Lab, arrive_at_lab
from .visit import Visit

KEPT = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("microgpt");
    request.onsuccess = () => resolve(request.result);
  });
  const records = await new Promise((resolve) => {
    const request = database.transaction("runs").objectStore("runs").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return records.map(({ losses }) => losses);
}"""
CRASH = "() => { setTimeout(() => { throw new Error('crash on purpose'); }); }"


def wait_until_kept(visit: Visit, *steps: int) -> None:
    """Until these runs are kept, of so many training steps each."""
    for _ in range(300):
        if [len(losses) for losses in visit.page.evaluate(KEPT)] == list(steps):
            return
        visit.page.wait_for_timeout(100)
    raise AssertionError(visit.page.evaluate(KEPT))


@pytest.mark.parametrize("step", [2, 4, 5])
def test_the_losses_of_the_page_are_those_of_the_command_line(arrive: Open, step: int) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=step, training_steps=60)
    wait_until_kept(lab.visit, 60)
    (losses,) = lab.page.evaluate(KEPT)
    trainer = Trainer(get_step(step), read_names(), num_steps=60)
    expected = [loss for loss in trainer.training_steps() if loss is not None]
    assert losses == pytest.approx(expected, rel=1e-9)


def test_a_page_left_and_reopened_offers_the_last_runs_again(arrive: Open, tmp_path: Path) -> None:
    lab = arrive_at_lab(arrive)
    lab.open_names("mine.txt", b"ann\nbob\nbab\n")
    expect(lab.survey).to_contain_text("mine.txt")
    lab.train(step=1, training_steps=50)
    content = lab.download(tmp_path).read_bytes()
    loss = re.search(r"loss ([\d.]+),", lab.pace.text_content())[1]
    wait_until_kept(lab.visit, 50)
    lab.page.reload()
    lab.open()
    told = re.compile(
        r"Yours 1 · step 1, [\d,]+ parameters, 50 training steps, rate 1, seed 42, mine\.txt"
    )
    expect(lab.region).to_contain_text(told)
    lab.button("Open again: Yours 1").click()
    expect(lab.state).to_contain_text("has done its 50 training steps", timeout=LONG_MS)
    expect(lab.pace).to_contain_text(f"loss {loss},")
    expect(lab.visit.curves.get_by_role("checkbox", name="Yours 1", exact=True)).to_be_visible()
    assert lab.download(tmp_path).read_bytes() == content
    lab.train(step=1, training_steps=50)
    expect(lab.state).to_contain_text("Yours 2")


def test_a_run_can_be_forgotten(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=0, training_steps=50)
    wait_until_kept(lab.visit, 50)
    lab.page.reload()
    lab.open()
    lab.button("Forget Yours 1").click()
    expect(lab.region.get_by_text("From an earlier visit")).to_be_hidden()
    lab.page.reload()
    lab.open()
    lab.train(step=0, training_steps=50)
    expect(lab.region.get_by_text("From an earlier visit")).to_be_hidden()


@pytest.mark.parametrize(
    "refusal",
    [
        "Object.defineProperty(window, 'indexedDB', { value: undefined });",
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'Quota'); };",
    ],
    ids=["none", "forbidden", "full"],
)
def test_storage_that_is_refused_is_a_sentence_and_no_failure(arrive: Open, refusal: str) -> None:
    visit = arrive()
    visit.page.add_init_script(refusal)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=1, training_steps=50)
    expect(lab.region).to_contain_text("refused to keep the run for your next visit")
    assert len(lab.names()) == 12


@pytest.mark.provokes_errors
def test_a_worker_that_died_gives_the_runs_back_and_says_so(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=1, training_steps=60)
    lab.names()
    wait_until_kept(lab.visit, 60)
    lab.visit.worker.evaluate(CRASH)
    expect(lab.visit.retry).to_be_visible()
    lab.visit.retry.click()
    lab.visit.wait_until_ready()
    expect(lab.state).to_contain_text("Python was started again", timeout=LONG_MS)
    expect(lab.state).to_contain_text("from training step 60")
    lab.train(step=1, training_steps=50)


@pytest.mark.provokes_errors
def test_a_training_that_lost_its_worker_goes_on(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.begin(step=1, training_steps=10_000)
    expect(lab.pace).to_contain_text("loss", timeout=LONG_MS)
    lab.visit.worker.evaluate(CRASH)
    expect(lab.state).to_contain_text("was interrupted", timeout=LONG_MS)
    lab.button("Continue").click()
    expect(lab.state).to_contain_text("is training", timeout=LONG_MS)
    before = lab.steps_done()
    expect(lab.pace).not_to_contain_text(f"step {before:,} of", timeout=LONG_MS)
    lab.button("Stop").click()
    expect(lab.state).to_contain_text("was stopped after")


def test_train_can_be_pressed_before_python_is_there(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    lab = Lab(visit)
    lab.opener.click()
    lab.enter(training_steps=50)
    lab.button("Train").dblclick()
    lab.wait_for_end()
    assert lab.runs.count() == 1


def test_names_that_have_just_been_typed_are_those_that_are_learned_from(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.show_names()
    lab.field("Your names, one a line").fill("xyz\nzyx\n")
    lab.button("Train").click()
    lab.wait_for_end()
    assert set("".join(lab.names()).replace("(empty)", "")) <= set("xyz")


MOMENTS = """async () => {
  const database = await new Promise((resolve) => {
    const request = indexedDB.open("microgpt");
    request.onsuccess = () => resolve(request.result);
  });
  const keys = await new Promise((resolve) => {
    const request = database.transaction("moments").objectStore("moments").getAllKeys();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return keys.map(([, moment]) => moment);
}"""


def wait_for_moments(visit: Visit, expected: list[int]) -> None:
    for _ in range(300):
        if visit.page.evaluate(MOMENTS) == expected:
            return
        visit.page.wait_for_timeout(100)
    raise AssertionError(visit.page.evaluate(MOMENTS))


PAST = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30]  # and the end, which is the run itself


def test_a_run_opened_again_has_all_its_moments_and_can_be_continued_from_them(
    arrive: Open,
) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=1, training_steps=50)
    lab.go_to("Home")
    expect(lab.region).to_contain_text("Names after 0 training steps")
    noise = lab.names()
    wait_for_moments(lab.visit, PAST)
    lab.page.reload()
    lab.open()
    lab.button("Open again: Yours 1").click()
    expect(lab.state).to_contain_text("has done its 50 training steps", timeout=LONG_MS)
    expect(lab.moment).to_have_attribute("max", str(len(PAST)))
    lab.go_to("Home")
    expect(lab.region).to_contain_text("Names after 0 training steps")
    expect(lab.made.get_by_role("listitem").first).to_have_text(noise[0])
    assert lab.names() == noise
    for _ in range(3):
        lab.go_to("ArrowRight")
    lab.enter(training_steps=60)
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("Yours 2 has done its 60 training steps", timeout=LONG_MS)


@pytest.mark.provokes_errors
def test_a_new_worker_has_the_moments_too_and_a_forgotten_run_has_none(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=1, training_steps=50)
    wait_for_moments(lab.visit, PAST)
    lab.visit.worker.evaluate(CRASH)
    lab.visit.retry.click()
    expect(lab.state).to_contain_text("Python was started again", timeout=LONG_MS)
    expect(lab.moment).to_have_attribute("max", str(len(PAST)))
    lab.button("Remove").click()
    wait_for_moments(lab.visit, [])


def test_two_tabs_keep_the_runs_of_both(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    page = lab.page.context.new_page()
    page.goto(lab.visit.address)
    other = Lab(Visit(page, lab.visit.address, lab.visit.record)).open()
    for one in (lab, other):
        one.train(step=1, training_steps=50)
        one.names()
    wait_until_kept(lab.visit, 50, 50)
    lab.page.reload()
    lab.open()
    again = lab.button("Open again: Yours 1")
    expect(again).to_have_count(2)
    again.first.click()
    expect(again).to_have_count(1, timeout=LONG_MS)
    again.click()
    expect(lab.runs).to_have_count(2, timeout=LONG_MS)
    expect(lab.region.get_by_role("radio", name="Yours 1 (2)")).to_be_focused()


def test_the_latest_eight_are_kept_and_the_page_says_so(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    expect(lab.region).to_contain_text("keeps your latest 8 runs")
    for number in range(1, 10):
        lab.train(step=0, training_steps=50)
        expect(lab.state).to_contain_text(f"Yours {number} has done")
        lab.names()
    wait_until_kept(lab.visit, *[50] * 8)
    lab.page.reload()
    lab.open()
    assert lab.region.get_by_role("button", name=re.compile("^Open again")).count() == 8
    expect(lab.button("Open again: Yours 1")).to_have_count(0)


def test_a_record_that_is_damaged_hides_no_other(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.train(step=0, training_steps=50)
    wait_until_kept(lab.visit, 50)
    lab.page.evaluate(
        """async () => {
          const database = await new Promise((resolve) => {
            const request = indexedDB.open("microgpt");
            request.onsuccess = () => resolve(request.result);
          });
          const runs = database.transaction("runs", "readwrite").objectStore("runs");
          const half = { id: "half", title: "Half", about: null, losses: 3, text: 4 };
          for (const record of [{ id: "bare" }, half])
            await new Promise((resolve) => (runs.put(record).onsuccess = resolve));
          database.close();
        }"""
    )
    lab.page.reload()
    lab.open()
    expect(lab.button("Open again: Yours 1")).to_be_visible()
    expect(lab.region.get_by_role("button", name=re.compile("^Open again"))).to_have_count(1)


def test_a_storage_that_never_answers_holds_nothing_up(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script("IDBFactory.prototype.open = () => new EventTarget();")
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=1, training_steps=50)
    lab.enter(training_steps=60)
    lab.button("Continue from here").click()
    expect(lab.state).to_contain_text("Yours 2 has done its 60 training steps", timeout=8000)
    expect(lab.region).to_contain_text("refused to keep the run for your next visit")


def test_a_run_that_diverged_says_so_at_the_next_visit(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    lab.begin(step=4, training_steps=50, learning_rate="1e9")
    expect(lab.state).to_contain_text("use a smaller learning rate", timeout=LONG_MS)
    told = lab.state.inner_text()
    lab.names()
    lab.page.wait_for_timeout(500)
    lab.page.reload()
    lab.open()
    lab.button("Open again: Yours 1").click()
    expect(lab.state).to_have_text(told, timeout=LONG_MS)
    expect(lab.button("Continue")).to_have_count(0)
