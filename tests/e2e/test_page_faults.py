"""Faults of the page itself: its curves and its program; the text stays readable."""

import re

import pytest
from playwright.sync_api import Route, expect

from .conftest import Open, say_nothing

pytestmark = pytest.mark.provokes_errors

GARBAGE = {
    "missing": {"status": 404, "body": "Not found."},
    "no JSON": {"body": "<html>"},
    "null": {"body": "null"},
    "another format": {"body": '{"format": 2, "steps": []}'},
    "no steps": {"body": '{"format": 1}'},
    "empty": {"body": ""},
    "a step without losses": {"body": '{"format": 1, "steps": [{"step": 0}]}'},
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_curves_that_cannot_be_read_are_told_and_the_picture_stays(arrive: Open, kind: str) -> None:
    visit = arrive()
    visit.page.context.route("**/worker.js*", say_nothing)
    visit.page.context.route("**/curves.json", lambda route: route.fulfill(**GARBAGE[kind]))
    visit.page.goto(visit.address)
    visit.curves.scroll_into_view_if_needed()  # the chart comes when it is looked at
    expect(visit.curves.get_by_text(re.compile(r"^The .*loss curves .*\.$"))).to_be_visible()
    expect(visit.curves.get_by_role("img", name=re.compile("Loss curves"))).to_be_visible()
    expect(visit.curves.get_by_role("button", name="Download CSV")).to_be_disabled()


def test_names_can_be_made_without_curves(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/curves.json", lambda route: route.abort())
    visit.page.goto(visit.address)
    assert len(visit.make(5)) == 5


@pytest.mark.parametrize("module", ["main.js", "chart-views.js"])
def test_a_program_that_does_not_come_is_told(arrive: Open, module: str) -> None:
    visit = arrive()
    visit.page.context.route(f"**/{module}", lambda route: route.fulfill(status=404))
    visit.page.goto(visit.address)
    told = visit.page.get_by_text("could not be loaded").filter(visible=True)
    expect(told.first).to_be_visible()
    expect(visit.page.get_by_role("table", name="The full comparison")).to_be_visible()


def test_a_style_sheet_that_does_not_come_leaves_a_page_that_can_be_used(arrive: Open) -> None:
    visit = arrive()
    visit.page.context.route("**/style.css", lambda route: route.fulfill(status=404))
    visit.page.goto(visit.address)
    assert len(visit.make(3)) == 3
    expect(visit.page.get_by_text("could not be loaded").filter(visible=True)).to_have_count(0)


def test_without_webassembly_a_sentence_says_so_and_the_rest_works(arrive: Open) -> None:
    visit = arrive()
    visit.page.add_init_script("delete globalThis.WebAssembly")
    visit.page.goto(visit.address)
    expect(visit.page.get_by_text(re.compile("no WebAssembly.*Python cannot"))).to_be_visible()
    expect(visit.plot).to_be_visible()
    visit.generate.click()
    expect(visit.status).to_have_text(re.compile("no WebAssembly"))


def test_a_host_that_forbids_webassembly_is_told(arrive: Open) -> None:
    visit = arrive()

    def forbid(route: Route) -> None:
        response = route.fetch()
        policy = "script-src 'self'"
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers)

    visit.page.context.route(re.compile(r"/$|\.js$"), forbid)
    visit.page.goto(visit.address)
    expect(visit.status).to_have_text(re.compile("does not allow WebAssembly"))
    expect(visit.retry).to_be_hidden()
    visit.page.context.unroute_all(behavior="wait")
