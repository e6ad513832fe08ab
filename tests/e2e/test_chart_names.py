"""The names of curves beside the chart: they keep to their room, whoever gave them."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .canvas import Canvas
from .conftest import DESKTOP, Open
from .lab import LONG_MS, Lab
from .visit import Visit

PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
LONG = "Klasse 8b, Gruppe 3: kleine Lernrate !!"


def laboratory(visit: Visit) -> Lab:
    """One whose page remembers what is written on the chart."""
    visit.page.add_init_script(Canvas.REMEMBER_TEXTS)
    visit.page.goto(visit.address)
    lab = Lab(visit).open()
    show(lab)
    return lab


def show(lab: Lab) -> Canvas:
    """The chart, which loads when it is looked at."""
    lab.page.locator("#curves").scroll_into_view_if_needed()
    expect(lab.visit.plot).to_be_visible()
    return Canvas(lab.visit)


def rename(lab: Lab, name: str) -> None:
    lab.field("Called").fill(name)
    lab.field("Called").press("Enter")
    expect(lab.visit.curves.get_by_role("checkbox", name=name, exact=True)).to_be_attached()


def assert_readable(canvas: Canvas) -> None:
    """Nothing is cut, and the plot has nearly half of the width or more."""
    assert canvas.cut() == []
    plot = canvas.visit.plot
    inner = plot.locator(".u-over").bounding_box()["width"]
    assert inner > 0.45 * plot.bounding_box()["width"]


@pytest.fixture(scope="module")
def phone(open_visit: Open) -> Iterator[Lab]:
    visit = open_visit(viewport=PHONE)
    yield laboratory(visit)
    visit.page.context.close()


@pytest.fixture(scope="module")
def desktop(open_visit: Open) -> Iterator[Lab]:
    visit = open_visit(viewport=DESKTOP)
    yield laboratory(visit)
    visit.page.context.close()


def test_the_end_label_has_a_run_that_has_just_come_to_the_curve_of_another(phone: Lab) -> None:
    phone.remove_all()
    phone.train(step=1, training_steps=1000)
    canvas = show(phone)
    assert_readable(canvas)
    assert "1 = 2" in canvas.words()
    assert any(re.fullmatch(r"= Yours \d+", text) for text in canvas.words())


def test_a_long_name_leaves_room_for_the_curves_on_a_phone(phone: Lab) -> None:
    phone.remove_all()
    phone.train(step=0, training_steps=50)
    rename(phone, LONG)
    phone.train(step=5, training_steps=50)
    canvas = show(phone)
    assert_readable(canvas)
    assert any(text.startswith("Klasse") and text.endswith("…") for text in canvas.words())
    expect(phone.visit.curves.get_by_role("checkbox", name=LONG, exact=True)).to_be_visible()


def test_many_runs_on_one_curve_are_counted_beside_it(phone: Lab) -> None:
    phone.remove_all()
    for _ in range(4):
        phone.train(step=0, training_steps=1000)
    canvas = show(phone)
    assert_readable(canvas)
    assert any(re.search(r"\+[12]$", text) for text in canvas.words())


def test_a_new_name_is_measured_at_once(desktop: Lab) -> None:
    desktop.remove_all()
    desktop.train(step=1, training_steps=1000)
    rename(desktop, LONG)
    canvas = show(desktop)
    assert_readable(canvas)
    assert any(text.startswith("= Klasse 8b, Gruppe") for text in canvas.words())


def test_a_new_name_is_that_of_the_difference_too(desktop: Lab) -> None:
    desktop.remove_all()
    desktop.train(step=0, training_steps=1000)
    baseline = desktop.visit.curves.get_by_label("Difference from")
    baseline.select_option(index=7)
    expect(baseline.locator("option:checked")).to_have_text(re.compile("^Yours"))
    rename(desktop, "Zählen")
    expect(baseline.locator("option:checked")).to_have_text("Zählen")
    expect(baseline.locator("option", has_text="Yours")).to_have_count(0)
    baseline.select_option("none")


@pytest.mark.parametrize(
    "name", ["כיתה ב, קבוצה 3: למידה איטית!!", "مجموعة ٣ من الصف الثامن: بطيء!!"]
)
def test_a_name_from_right_to_left_keeps_its_order(phone: Lab, name: str) -> None:
    phone.remove_all()
    phone.train(step=0, training_steps=1000)
    rename(phone, name)
    canvas = show(phone)
    assert_readable(canvas)
    (written,) = [text for text in canvas.words() if text.startswith(f"= \u2068{name[:4]}")]
    assert written.endswith("…\u2069")
    curves = phone.visit.curves
    entry = curves.get_by_role("row", name=name).locator("label span")
    chosen = curves.get_by_label("Difference from").locator("option", has_text=name)
    for element in (entry, chosen):
        assert element.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_the_level_of_the_chosen_run_keeps_its_number(phone: Lab) -> None:
    phone.remove_all()
    phone.train(step=0, training_steps=1000)
    rename(phone, LONG)
    expect(phone.region).to_contain_text("names that it never reads: 2.", timeout=LONG_MS)
    phone.page.get_by_role("combobox", name="Model", exact=True).select_option(LONG)
    canvas = show(phone)
    assert_readable(canvas)
    (level,) = [text for text in canvas.words() if re.match(r"2\.\d{3}: Klasse", text)]
    assert level.endswith("…")


def test_single_names_are_those_of_the_whole_name(desktop: Lab) -> None:
    desktop.remove_all()
    desktop.train(step=0, training_steps=1000)
    rename(desktop, LONG)
    singles = desktop.page.locator("label", has=desktop.page.locator("#singles"))
    entry = desktop.visit.curves.get_by_role("checkbox", name=LONG, exact=True)
    entry.focus()
    expect(singles).to_have_text(f"Single names of {LONG}")
    entry.blur()


@pytest.mark.parametrize("viewport", [PHONE, ZOOMED])
def test_beside_eight_runs_the_chart_is_readable(arrive: Open, viewport: dict[str, int]) -> None:
    lab = laboratory(arrive(viewport=viewport, device_scale_factor=2))
    for run in range(8):
        lab.train(step=int(run == 0), training_steps=1000 if run < 5 else 900)
        rename(lab, f"🎓 {LONG[:-4]} {run}")
    canvas = show(lab)
    assert_readable(canvas)
    starts = [text.split(" ")[0] for text in canvas.words()]
    assert set("01345") <= set(starts)
    lab.visit.curves.get_by_role("button", name="Enlarge chart").click()
    expect(lab.page.get_by_role("dialog")).to_be_visible()
    assert_readable(canvas)
