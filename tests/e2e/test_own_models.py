"""What a visitor has trained is a model like the others: in Generate, columns and scores."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from .canvas import Canvas
from .conftest import Open
from .lab import LONG_MS, Lab, arrive_at_lab
from .laboratory import STEPS, Columns, Scores, violations
from .visit import BOOT_MS, Visit

TITLES = ["Counting", "Gradient descent", "Autograd", "Attention", "Transformer", "Adam"]


@pytest.fixture(scope="module")
def trained(open_visit: Open) -> Iterator[Lab]:
    """A page with one model of the visitor's own, and no other one chosen."""
    visit = open_visit()
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=5, training_steps=50)
    expect(unseen_loss(lab)).to_be_visible(timeout=LONG_MS)
    yield lab
    visit.page.context.close()


def unseen_loss(lab: Lab) -> Locator:
    return lab.region.get_by_text(re.compile(r"names that it never reads: \d\.\d{3}"))


def model_field(visit: Visit) -> Locator:
    return visit.page.get_by_role("combobox", name="Model", exact=True)


def heading(visit: Visit) -> Locator:
    return visit.page.locator("#generate-title")


def test_without_own_models_there_is_nothing_to_choose_from(still: Visit) -> None:
    expect(model_field(still)).to_have_count(0)


def test_names_come_from_an_own_model_that_is_chosen(trained: Lab) -> None:
    visit = trained.visit
    options = model_field(visit).locator("option").all_inner_texts()
    assert options == [f"Step {step} · {TITLES[step]}" for step in STEPS] + ["Yours 1"]
    expect(model_field(visit)).to_have_value("step5")
    theirs = visit.make(12, temperature=0.5, seed=42)
    model_field(visit).select_option("Yours 1")
    expect(heading(visit)).to_have_text("Names from Yours 1")
    assert visit.make(12, temperature=0.5, seed=42) == trained.names() != theirs
    facts = visit.page.get_by_role("list", name="What runs here")
    expect(facts).to_contain_text("Yours 1, after 50 training steps: 4,192 parameters")
    expect(visit.page.locator("#before-title")).to_have_text(re.compile("^Before: step 5, "))


def test_one_choice_drives_rail_chart_and_names(trained: Lab) -> None:
    visit = trained.visit
    rail = visit.page.get_by_role("region", name="The six steps")
    model_field(visit).select_option("Yours 1")
    expect(rail.locator("[aria-pressed='true']")).to_have_count(0)
    line = visit.page.locator("#legend [data-series^='yours1-'] line")
    expect(line).to_have_class(re.compile(r"\blead\b"))
    rail.locator("[data-step='3']").click()
    expect(model_field(visit)).to_have_value("step3")
    expect(line).not_to_have_class(re.compile(r"\blead\b"))
    model_field(visit).select_option("Step 1 · Gradient descent")
    expect(rail.locator("[aria-pressed='true']")).to_have_text(re.compile("Gradient descent"))
    expect(heading(visit)).to_have_text("Names from step 1 · Gradient descent")


def test_a_new_name_of_the_model_is_known_at_once(trained: Lab) -> None:
    visit = trained.visit
    model_field(visit).select_option("Yours 1")
    for title in ("Nora’s", "Yours 1"):
        trained.field("Called").fill(title)
        visit.page.keyboard.press("Enter")
        expect(heading(visit)).to_have_text(f"Names from {title}")
        expect(model_field(visit).locator("option").last).to_have_text(title)


def test_the_columns_have_it_with_its_losses(trained: Lab) -> None:
    columns = Columns(trained.visit)
    columns.open()
    assert columns.headings()[-1] == "Yours 1"
    assert columns.make(42)[-1] == trained.names()
    recent = re.search(r"loss (\d\.\d{3}), mean", trained.pace.inner_text())[1]
    assert columns.line("Loss, mean of the last 100")[-1] == f"{recent} it has only 50"
    unseen = unseen_loss(trained).inner_text()
    assert columns.line("Held-out loss")[-1] == re.search(r"\d\.\d{3}", unseen)[0]


def test_it_scores_a_name_too(trained: Lab) -> None:
    scores = Scores(trained.visit)
    scores.score("emma", rows=7)
    expect(scores.row("emma", 6)).to_contain_text("Yours 1")
    expect(scores.letters("emma", 6)).to_have_count(5)


def test_one_that_is_removed_leaves_the_names_and_the_last_step(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.train(step=1, training_steps=50)
    model_field(visit).select_option("Yours 1", timeout=BOOT_MS)
    made = visit.make(5, seed=7)
    lab.button("Remove").click()
    expect(heading(visit)).to_have_text("Names from step 5 · Adam")
    expect(model_field(visit)).to_have_count(0)
    assert visit.names() == made
    expect(visit.page.locator("#recipe")).to_have_text(re.compile("^A model since removed, "))
    assert visit.make(5, seed=7) != made


def test_an_own_alphabet_is_the_one_that_names_may_start_with(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.open_names("mine.txt", "\n".join(["Åsa", "Örjan", "Ärla", "Åke"] * 30).encode())
    lab.train(step=1, training_steps=50)
    model_field(visit).select_option("Yours 1", timeout=BOOT_MS)
    visit.enter(3, prefix="Å")
    visit.generate.click()
    expect(visit.items).to_have_count(3)
    assert all(text.startswith("Å") for text in visit.items.all_text_contents())


CRASH = "() => { setTimeout(() => { throw new Error('crash on purpose'); }); }"


def test_the_step_of_whose_kind_an_own_model_is_is_marked_and_named(trained: Lab) -> None:
    visit = trained.visit
    rail = visit.page.get_by_role("region", name="The six steps", exact=True)
    table = visit.page.get_by_role("table", name="The full comparison")
    model_field(visit).select_option("Yours 1")
    expect(rail).to_contain_text("Yours 1 is a model of the kind of step 5, which is marked.")
    expect(rail.locator(".kind")).to_have_text(re.compile("Adam"))
    expect(table.locator("th.chosen")).to_have_text("5 · Adam")
    expect(visit.page.locator("figure.chosen").filter(has_text="m_hat")).to_have_count(1)
    model_field(visit).select_option("Step 3 · Attention")
    expect(rail).not_to_contain_text("is of step")
    expect(rail.locator(".kind")).to_have_count(0)
    expect(table.locator("th.chosen")).to_have_text("3 · Attention")


def test_columns_measure_a_model_that_was_not_measured_yet(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.train(step=1, training_steps=50)
    lab.train(step=5, training_steps=50)  # which leaves the first one unmeasured, or may
    columns = Columns(visit)
    columns.open()
    for _ in range(200):
        losses = columns.line("Held-out loss")
        if "–" not in losses:
            break
        visit.page.wait_for_timeout(100)
    assert all(re.fullmatch(r"\d\.\d{3}", loss) for loss in losses)


@pytest.mark.provokes_errors
def test_a_request_of_an_own_model_that_its_worker_left_unserved_is_answered(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.open_names("mine.txt", "\n".join(["asa", "orjan", "arla", "ake"] * 30).encode())
    lab.train(step=1, training_steps=50)
    model_field(visit).select_option("Yours 1", timeout=BOOT_MS)
    made = visit.make(5, temperature=0.5, seed=7)
    expect(lab.region).to_contain_text("never reads")
    visit.page.wait_for_timeout(1000)  # It is kept by then.
    visit.enter(100, temperature=0.5, seed=7)
    visit.worker.evaluate(CRASH)
    expect(visit.retry).to_be_visible()
    visit.generate.click()
    assert visit.wait_for_names(100)[:5] == made
    expect(visit.page.locator("#notice")).to_have_text(
        "The same names again, because the seed is set."
    )


def test_a_model_that_has_learned_more_makes_other_names_from_the_same_seed(arrive: Open) -> None:
    lab = arrive_at_lab(arrive)
    visit = lab.visit
    lab.enter(step=1, training_steps=50)
    lab.button("One step").click()
    model_field(visit).select_option("Yours 1", timeout=BOOT_MS)
    made = visit.make(5, seed=7)
    assert visit.make(5, seed=7) == made
    expect(visit.page.locator("#notice")).to_contain_text("same names again")
    lab.button("Continue").click()
    lab.wait_for_end()
    assert visit.make(5, seed=7) != made
    expect(visit.page.locator("#notice")).to_have_text("")


def test_the_choice_of_a_model_is_accessible_in_light_and_dark(arrive: Open) -> None:
    visit = arrive(bypass_csp=True)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    lab.train(step=0, training_steps=50)
    model_field(visit).select_option("Yours 1", timeout=BOOT_MS)
    for theme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=theme)
        assert violations(visit, "section:has(#model-field)") == []
        assert violations(visit, "section:has(#kind)") == []


def test_the_names_of_short_curves_never_cover_each_other(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script(Canvas.REMEMBER_TEXTS)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    visit.page.locator("#curves").scroll_into_view_if_needed()
    expect(visit.plot.locator("canvas")).to_be_visible(timeout=BOOT_MS)
    for seed in (1, 2, 3):
        lab.train(step=1, training_steps=50, training_seed=seed)
        lab.train(step=1, training_steps=60, training_seed=seed)
    mine = [text for text in Canvas(visit).texts() if text[0].startswith("Yours")]
    assert mine
    for at, (_, x, y) in enumerate(mine):
        for _, other_x, other_y in mine[:at]:
            assert abs(x - other_x) > 40 or abs(y - other_y) > 12


def test_a_file_that_was_downloaded_and_opened_scores_the_same_to_the_last_digit(
    trained: Lab, tmp_path: Path
) -> None:
    trained.open_weights("copy.json", trained.download(tmp_path).read_bytes())
    expect(trained.region.get_by_role("radio", name="copy", exact=True)).to_be_checked(
        timeout=LONG_MS
    )
    scores = Scores(trained.visit)
    scores.score("emma", rows=8)
    scores.region.get_by_text("All probabilities as text").click()
    told = [
        scores.region.locator("p", has_text=re.compile(f"^{title}, “emma”: loss")).inner_text()
        for title in ("Yours 1", "copy")
    ]
    losses = [re.search(r"loss (\d\.\d{10,})", text)[1] for text in told]
    assert losses[0] == losses[1]
