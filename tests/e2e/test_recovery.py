"""A page that lost its worker or its network: every request settles, and names can be had again."""

import re
import threading

import pytest
from playwright.sync_api import Route, expect

from .conftest import Open
from .visit import BOOT_MS

pytestmark = pytest.mark.provokes_errors

CRASH = "() => { setTimeout(() => { throw new Error('crash on purpose'); }); }"
LONGER_THAN_ANY_PATIENCE_MS = 120_000


def test_going_offline_in_the_middle_of_loading_is_told(arrive: Open) -> None:
    visit = arrive()
    held: list[Route] = []
    lost, back = threading.Event(), threading.Event()

    def lose(route: Route) -> None:
        # The route stays: one that is taken away may leave a request of the next boot hanging.
        if back.is_set():
            route.continue_()
        elif lost.is_set():
            route.abort("internetdisconnected")
        elif route.request.url.endswith(".wasm"):
            held.append(route)
        else:
            route.continue_()

    visit.page.context.route("**/*", lose)
    visit.page.goto(visit.address)
    expect(visit.page.locator("html")).to_have_attribute("data-running", "yes")
    lost.set()
    for route in held:
        route.abort("internetdisconnected")
    expect(visit.retry).to_be_visible(timeout=BOOT_MS)
    expect(visit.status).to_have_text(re.compile("connection failed"))
    back.set()
    visit.generate.click()
    assert len(visit.wait_for_names(20)) == 20


def test_a_crash_of_the_idle_worker_is_told_and_the_names_stay(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    names = visit.make(10)
    visit.worker.evaluate(CRASH)
    expect(visit.retry).to_be_visible()
    assert visit.names() == names
    visit.retry.click()
    visit.wait_until_ready()
    assert visit.names() == names
    assert len(visit.make(3)) == 3


def test_a_crash_while_names_are_made_settles_the_request(arrive: Open) -> None:
    visit = arrive()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    visit.enter(100, temperature=0.1)
    visit.worker.evaluate("() => { self.postMessage = () => { throw new Error('crash'); }; }")
    visit.worker.evaluate("() => { addEventListener('message', () => { throw new Error('x'); }); }")
    visit.generate.click()
    expect(visit.retry).to_be_visible()
    expect(visit.list).to_have_attribute("aria-busy", "false")
    visit.retry.click()
    assert len(visit.wait_for_names(100)) == 100


def test_a_worker_that_falls_silent_is_told_after_a_while(arrive: Open) -> None:
    visit = arrive()
    visit.page.clock.install()
    visit.page.goto(visit.address)
    visit.wait_until_ready()
    visit.worker.evaluate("() => self.close()")
    visit.generate.click()
    visit.page.clock.run_for(LONGER_THAN_ANY_PATIENCE_MS)
    expect(visit.retry).to_be_visible()
    expect(visit.status).to_have_text(re.compile("^Not ready: "))
    visit.retry.click()
    assert len(visit.wait_for_names(20)) == 20


def test_a_network_that_never_answers_is_told_after_a_while(arrive: Open) -> None:
    visit = arrive()
    held = []
    visit.page.context.route("**/*.asm.wasm", lambda route: held.append(route))
    visit.page.clock.install()
    visit.page.goto(visit.address)
    visit.generate.click()
    expect(visit.page.get_by_role("progressbar")).to_be_visible()
    visit.page.clock.run_for(LONGER_THAN_ANY_PATIENCE_MS)
    expect(visit.retry).to_be_visible()
    expect(visit.status).to_have_text(re.compile("^Not ready: "))
    visit.page.context.unroute_all(behavior="ignoreErrors")
