"""For everyone: by keyboard, in both themes, on a small screen, with assistive technology."""

import re
from collections.abc import Iterator

import pytest
from lib.paths import NODE_MODULES
from playwright.sync_api import expect

from .conftest import DESKTOP, Open
from .damage import offline
from .visit import Visit

PHONE = {"width": 360, "height": 740}
ZOOMED = {"width": 640, "height": 450}  # a window of 1280 pixels, everything twice as large
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
# What has the focus, if its ring is cut off by something around it or covered by something else.
RING = """() => {
  const { activeElement: focused, documentElement: root } = document;
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(focused);
  if (focused === document.body) return [];
  const name = focused.outerHTML.slice(0, 90);
  if (outlineStyle === "none") return [`no ring: ${name}`];
  const reach = parseFloat(outlineWidth) + parseFloat(outlineOffset);
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  if (left - reach < 0 || right + reach > innerWidth) return [`beyond the edge: ${name}`];
  for (let around = focused.parentElement; around !== root; around = around.parentElement) {
    const box = around.getBoundingClientRect();
    const clips = getComputedStyle(around).overflowX !== "visible";
    if (clips && (left - reach < box.left || right + reach > box.right || top - reach < box.top))
      return [`cut by ${around.className}: ${name}`];
  }
  const [line] = focused.getClientRects(); // a link may go on in a second one
  const over = document.elementFromPoint((line.left + line.right) / 2, Math.max(0, line.top) + 3);
  const mine = !over || focused.contains(over) || over.contains(focused) || over.closest("label");
  return top >= 0 && top < innerHeight && !mine ? [`under ${over.className}: ${name}`] : [];
}"""
VIEWS = [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]


@pytest.fixture(scope="module")
def examined(open_visit: Open) -> Iterator[Visit]:
    """A page in full use, with axe in it; the page's own policy would keep axe out."""
    visit = open_visit(bypass_csp=True)
    visit.page.goto(visit.address)
    visit.page.add_script_tag(path=AXE)
    visit.make(20, seed=5)
    visit.curves.get_by_role("button", name="Show as table").click()
    yield visit
    visit.page.context.close()


def violations(visit: Visit) -> list[str]:
    visit.page.keyboard.press("End")
    visit.draw()
    found = visit.page.evaluate("async () => (await axe.run()).violations")
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("scheme", "size"), VIEWS)
def test_axe_finds_nothing_to_mend(examined: Visit, scheme: str, size: dict[str, int]) -> None:
    examined.page.emulate_media(color_scheme=scheme)
    examined.page.set_viewport_size(size)
    for step in (0, 3):
        examined.page.locator(f".rung[data-step='{step}']").click()
        examined.draw()
        assert violations(examined) == []


def test_axe_finds_nothing_to_mend_on_paper_or_in_the_system_s_colours(examined: Visit) -> None:
    examined.page.emulate_media(media="print")
    assert violations(examined) == []
    for scheme in ("light", "dark"):
        examined.page.emulate_media(media="screen", forced_colors="active", color_scheme=scheme)
        assert violations(examined) == []
    examined.page.emulate_media(forced_colors="none", color_scheme="light")


def test_axe_finds_nothing_to_mend_where_a_value_is_refused(examined: Visit) -> None:
    examined.enter(count=0, temperature=9, prefix="é", seed="x")
    examined.generate.click()
    expect(examined.field("Seed")).to_have_attribute("aria-invalid", "true")
    assert violations(examined) == []


@pytest.mark.provokes_errors
def test_axe_finds_nothing_to_mend_where_python_does_not_come(arrive: Open) -> None:
    visit = arrive(bypass_csp=True)
    visit.page.context.route("**/*.asm.wasm", offline)
    visit.page.goto(visit.address)
    visit.page.add_script_tag(path=AXE)
    expect(visit.retry).to_be_visible()
    assert violations(visit) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED])
def test_the_ring_of_the_focus_is_whole_and_nothing_lies_on_it(
    still: Visit, size: dict[str, int]
) -> None:
    still.page.set_viewport_size(size)
    cut = []
    for _ in range(60):
        still.page.keyboard.press("Tab")
        cut += still.page.evaluate(RING)
    still.page.set_viewport_size(DESKTOP)
    assert cut == []


def test_what_is_chosen_is_seen_in_the_system_s_colours(still: Visit) -> None:
    still.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    still.page.locator(".rung").last.click()
    still.page.mouse.move(0, 0)
    still.draw()
    borders = still.page.locator(".rung").evaluate_all(
        "rungs => rungs.map((rung) => getComputedStyle(rung).borderBottomColor)"
    )
    still.page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    assert len(set(borders[:-1])) == 1
    assert borders[-1] != borders[0]


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_is_cut_off_or_makes_the_page_scroll_sideways(examined: Visit, width: int) -> None:
    examined.page.set_viewport_size({"width": width, "height": 740})
    examined.make(100, temperature=2, prefix="abcdefghijkl")
    assert examined.page.evaluate("document.documentElement.scrollWidth") <= width
    rows = examined.page.locator(".row")
    assert (
        rows.evaluate_all("rows => rows.filter((r) => r.scrollWidth > r.clientWidth).length") == 0
    )


@pytest.mark.provokes_errors
def test_the_sentence_of_a_fault_keeps_to_its_place_on_a_phone(arrive: Open) -> None:
    visit = arrive(viewport=PHONE)
    visit.page.context.route("**/*.asm.wasm", offline)
    visit.page.goto(visit.address)
    expect(visit.status).to_contain_text("the connection failed")
    edges = "places => places.map((place) => place.getBoundingClientRect().right)"
    page, *places = visit.page.locator("section:has(#maker), #maker, .state, #status").evaluate_all(
        edges
    )
    assert max(places) <= page
    assert visit.status.evaluate("status => status.scrollWidth <= status.clientWidth")


def test_the_first_screen_of_a_phone_holds_the_button_and_the_names(examined: Visit) -> None:
    examined.page.set_viewport_size(PHONE)
    examined.make(20)
    examined.page.get_by_text("More", exact=True).click()  # closed, as it is at first
    examined.page.evaluate("scrollTo(0, 0)")
    expect(examined.generate).to_be_in_viewport(ratio=1)
    expect(examined.items.first).to_be_in_viewport(ratio=1)


def test_the_keyboard_alone_leads_from_the_top_to_names(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    for _ in range(5):
        visit.page.keyboard.press("Tab")
        if visit.generate.evaluate("button => button === document.activeElement"):
            break
    expect(visit.generate).to_be_focused()
    assert visit.generate.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    visit.page.keyboard.press("Enter")
    assert len(visit.wait_for_names(20)) == 20


def test_every_control_can_be_reached_by_tab(still: Visit) -> None:
    name = """() => {
      const { innerText, labels, ariaLabel } = document.activeElement;
      return innerText || labels?.[0]?.innerText || ariaLabel;
    }"""
    reached = []
    still.open_more()
    still.page.locator("h1").click()
    for _ in range(90):
        still.page.keyboard.press("Tab")
        reached.append(str(still.page.evaluate(name)))
    expected = ["Generate", "Temperature", "How many", "Starts with", "Seed", "Training step"]
    expected += ["Show as table", "Download CSV", *(f"Step {n}" for n in range(6))]
    assert [name for name in expected if not any(name in text for text in reached)] == []


def test_the_status_and_the_names_are_exposed_by_name(ready: Visit) -> None:
    ready.make(3)
    expect(ready.status).to_have_count(1)
    expect(ready.list).to_have_count(1)
    expect(ready.page.get_by_role("heading", level=1)).to_have_text(re.compile("microGPT"))
