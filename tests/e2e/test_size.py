"""The chart at every size: sharp screens, zoomed browsers, slides, projectors."""

import pytest
from playwright.sync_api import expect

from .canvas import remember
from .conftest import DESKTOP, Open
from .visit import Visit

ZOOMED = {"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2}
SIZES = [(DESKTOP, 1), (DESKTOP, 1.25), (DESKTOP, 2), (DESKTOP, 3), (ZOOMED, 2)]
SMALLEST = 12  # pixels of the page
ROOM = 18  # the same, from the back of a room


@pytest.mark.parametrize(("viewport", "ratio"), SIZES)
def test_words_on_the_chart_are_as_large_as_those_of_the_page(
    arrive: Open, viewport: dict[str, int], ratio: float
) -> None:
    canvas = remember(arrive(viewport=viewport, device_scale_factor=ratio))
    size = float(canvas.visit.plot.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))
    assert min(canvas.sizes()) == pytest.approx(round(size) * ratio, abs=0.51)
    assert min(canvas.sizes()) >= SMALLEST * ratio


@pytest.mark.parametrize("style", ["transform: scale(0.5)", "zoom: 1.5", "zoom: 0.8"])
@pytest.mark.parametrize("share", [0.2, 0.6])
def test_on_a_slide_the_pointer_reads_the_training_step_under_it(
    still: Visit, style: str, share: float
) -> None:
    name, value = style.split(": ")
    still.main.evaluate("(main, [name, value]) => { main.style[name] = value }", [name, value])
    still.plot.scroll_into_view_if_needed()
    still.draw()
    area = still.plot.locator(".u-over").bounding_box()
    place = area["x"] + share * area["width"], area["y"] + area["height"] / 2
    still.page.mouse.move(*place)
    assert still.cursor() == pytest.approx(1 + share * 999, abs=6)
    line = still.plot.locator(".cursor-line").bounding_box()
    assert line["x"] == pytest.approx(place[0], abs=6)


def enlarge(visit: Visit) -> None:
    visit.curves.get_by_role("button", name="Enlarge chart").click()
    expect(visit.page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_the_chart_fills_the_window_and_goes_back(still: Visit, way: str) -> None:
    still.curves.get_by_role("button", name="Enlarge chart").scroll_into_view_if_needed()
    before = still.plot.bounding_box()
    enlarge(still)
    still.draw()
    figure = still.page.get_by_role("dialog").bounding_box()
    assert (figure["x"], figure["y"], figure["width"], figure["height"]) == (0, 0, 1280, 900)
    close = still.page.get_by_role("button", name="Close")
    expect(close).to_be_focused()
    assert still.generate.evaluate("button => button.closest('[inert]') !== null")
    if way == "Escape":
        still.page.keyboard.press("Escape")
    else:
        close.click()
    expect(still.page.get_by_role("dialog")).to_have_count(0)
    expect(still.curves.get_by_role("button", name="Enlarge chart")).to_be_focused()
    still.draw()
    assert still.plot.bounding_box() == before
    assert still.page.locator("[inert]").count() == 0


def test_what_had_the_focus_in_the_enlarged_chart_keeps_it(still: Visit) -> None:
    enlarge(still)
    still.plot.press("ArrowLeft")
    assert still.cursor() == 999
    still.page.keyboard.press("Escape")
    expect(still.page.get_by_role("dialog")).to_have_count(0)
    expect(still.plot).to_be_focused()


def test_the_enlarged_chart_is_legible_from_the_back_of_a_room(arrive: Open) -> None:
    canvas = remember(arrive(viewport={"width": 1280, "height": 720}))
    enlarge(canvas.visit)
    assert min(canvas.sizes()) >= ROOM
    sizes = canvas.visit.page.get_by_role("dialog").evaluate("""(dialog) => {
      const all = [...dialog.querySelectorAll("*")];
      const seen = all.filter((e) => e.checkVisibility() && !e.closest("svg"));
      const own = (e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const read = seen.filter((e) => own(e) && !e.matches(".unseen, .unseen *"));
      return read.map((e) => parseFloat(getComputedStyle(e).fontSize));
    }""")
    assert len(sizes) > 20
    assert min(sizes) >= ROOM


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_the_grid_is_quieter_than_the_curves(arrive: Open, scheme: str) -> None:
    visit = arrive(forced_colors="active", color_scheme=scheme)
    remember(visit)
    ground, grid, *curves = visit.page.evaluate("""() => {
      const pixel = document.createElement("canvas").getContext("2d");
      const lightness = (colour) => {
        pixel.fillStyle = colour;
        pixel.fillRect(0, 0, 1, 1);
        const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
        return 0.3 * red + 0.6 * green + 0.1 * blue;
      };
      const stroke = (name) => getComputedStyle(document.querySelector(name)).stroke;
      const lines = [0, 1, 2, 3, 4, 5].map((n) => stroke(`#legend .series-${n}`));
      const ground = getComputedStyle(document.querySelector("#plot")).backgroundColor;
      return [ground, stroke("#plot .picture .grid"), ...lines].map(lightness);
    }""")
    assert all(abs(curve - ground) > 1.5 * abs(grid - ground) for curve in curves)
    dashes = visit.page.locator("#legend .swatch line").evaluate_all(
        "lines => lines.map((line) => getComputedStyle(line).strokeDasharray)"
    )
    assert len(set(dashes)) == 5  # steps 1 and 5 are the solid ones, far apart


def test_the_focus_ring_is_whole(arrive: Open) -> None:
    visit = remember(arrive()).visit
    visit.plot.press("ArrowLeft")
    width, reach, clipping = visit.plot.evaluate("""(plot) => {
      const { outlineWidth, outlineOffset } = getComputedStyle(plot);
      const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
      const box = plot.getBoundingClientRect();
      const clips = ({ overflow, contain, contentVisibility }) =>
        `${overflow} ${contentVisibility}` !== "visible visible" || contain !== "none";
      const found = [];
      for (let e = plot.parentElement; e && e !== document.body; e = e.parentElement) {
        if (!clips(getComputedStyle(e))) continue;
        const room = e.getBoundingClientRect();
        const isCut = box.left - reach < room.left || box.right + reach > room.right;
        if (isCut) found.push(e.id || e.className);
      }
      return [parseFloat(outlineWidth), reach, found];
    }""")
    assert width >= 2
    assert reach <= 0 or clipping == []


def test_the_table_shows_all_its_columns(still: Visit) -> None:
    still.curves.get_by_role("button", name="Show as table").click()
    table = still.page.locator("#curve-table")
    expect(table).to_be_visible()
    assert table.evaluate("e => e.scrollWidth <= e.clientWidth")
