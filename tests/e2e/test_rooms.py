"""A new feature needs one module in `api/` and one entry in the table of methods: a dummy one."""

from typing import Any

import pytest

from .conftest import Open
from .test_python import tap
from .visit import Visit

# What a developer would write as py/microgpt/api/dummy.py.
DUMMY = """
import sys, time, types
dummy = types.ModuleType("microgpt.api.dummy")
def count(handles, params):
    try:
        for i in range(params["to"]):
            end = time.perf_counter() + 0.004
            while time.perf_counter() < end:
                pass
            yield None if i % 10 else {"tens": i}
            yield {"i": i}
        return {"counted": params["to"]}
    finally:
        dummy.closed += 1
def echo(handles, params):
    return {"said": params["say"]}
dummy.closed, dummy.count, dummy.echo = 0, count, echo
count.__module__ = echo.__module__ = dummy.__name__
sys.modules["microgpt.api.dummy"] = dummy
"""
# A page's end of several requests: sends and listens.
TALK = """
globalThis.talk = () => {
  const heard = [];
  const plain = self.postMessage;
  self.postMessage = (message) => {
    if (message.id >= 1e6) heard.push(message);
    else plain.call(self, message);
  };
  const say = (data) => dispatchEvent(new MessageEvent("message", { data }));
  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (id, type) => {
    for (;;) {
      const found = heard.find((message) => message.id === id && message.type === type);
      if (found) return found;
      await sleep(1);
    }
  };
  return { heard, say, sleep, until, close: () => { self.postMessage = plain; } };
};
"""


@pytest.fixture
def worker(arrive: Open) -> Any:
    visit: Visit = arrive()
    tap(visit)
    visit.worker.evaluate("(code) => { tapped.runPython(code); }", DUMMY)
    visit.worker.evaluate(f"() => {{ {TALK} }}")
    return visit.worker


def test_a_long_job_keeps_short_ones_of_other_features_waiting_only_for_a_slice(
    worker: Any,
) -> None:
    answers = worker.evaluate(
        """async () => {
          const { heard, say, sleep, until, close } = talk();
          // Brings what the snapshot lacks of the package, which takes longer than a slice.
          say({ type: "request", id: 1000000, method: "scoring.score", params: { name: "bo" } });
          await until(1000000, "reply");
          say({ type: "request", id: 1000001, method: "dummy.count", params: { to: 1000000 } });
          await until(1000001, "events");
          const from = heard.length;
          say({ type: "request", id: 1000002, method: "dummy.echo", params: { say: "hello" } });
          say({ type: "request", id: 1000003, method: "scoring.score", params: { name: "emma" } });
          const [echo, score] = [await until(1000002, "reply"), await until(1000003, "reply")];
          say({ type: "cancel", id: 1000001 });
          const told = heard.slice(from, heard.indexOf(score)).filter(({ id }) => id === 1000001);
          const steps = told.flatMap(({ events = [] }) => events.filter((event) => "i" in event));
          close();
          return { echo: echo.reply, loss: score.reply.loss, steps: steps.length };
        }"""
    )
    assert answers["echo"] == {"said": "hello"}
    assert answers["loss"] > 0
    assert answers["steps"] <= 12  # of 4 ms each: two slices, and the one that was under way


def test_a_long_job_pauses_goes_on_and_ends_at_a_word(worker: Any) -> None:
    told = worker.evaluate(
        """async () => {
          const { heard, say, sleep, until, close } = talk();
          say({ type: "request", id: 1000001, method: "dummy.count", params: { to: 200 } });
          await until(1000001, "events");
          say({ type: "pause", id: 1000001 });
          await sleep(50);
          const paused = heard.length;
          await sleep(300);
          const still = heard.length;
          say({ type: "resume", id: 1000001 });
          const reply = await until(1000001, "reply");
          const all = heard.flatMap(({ events = [] }) => events);
          const events = all.filter((event) => "tens" in event).map(({ tens }) => tens);
          say({ type: "request", id: 1000002, method: "dummy.count", params: { to: 1000000 } });
          await until(1000002, "events");
          say({ type: "cancel", id: 1000002 });
          await sleep(50);
          const after = heard.length;
          await sleep(200);
          const closed = tapped.runPython("dummy.closed");
          const silent = heard.length === after;
          close();
          return { paused, still, reply: reply.reply, events, silent, closed };
        }"""
    )
    assert told["paused"] == told["still"]
    assert told["reply"] == {"counted": 200}
    assert told["events"] == list(range(0, 200, 10))
    assert told["silent"]
    assert told["closed"] == 2
