import assert from "node:assert/strict";
import { test } from "node:test";
import { startWatchdog } from "../../web/page/watchdog.js";

/**
 * @param {import("node:test").TestContext} context
 * @param {number} silenceMs
 */
function watched(context, silenceMs) {
  context.mock.timers.enable({ apis: ["setInterval"] });
  const onSilence = context.mock.fn();
  return { dog: startWatchdog({ silenceMs, onSilence }), alarms: () => onSilence.mock.callCount(), tick: context.mock.timers.tick };
}

test("silence is reported once, when it has lasted", (context) => {
  const { alarms } = watched(context, 3000);
  context.mock.timers.tick(2999);
  assert.equal(alarms(), 0);
  context.mock.timers.tick(1);
  assert.equal(alarms(), 1);
  context.mock.timers.tick(60_000);
  assert.equal(alarms(), 1);
});

test("whatever happens begins the count anew", (context) => {
  const { dog, alarms } = watched(context, 3000);
  context.mock.timers.tick(2000);
  dog.feed();
  context.mock.timers.tick(2000);
  assert.equal(alarms(), 0);
  context.mock.timers.tick(1000);
  assert.equal(alarms(), 1);
});

test("a stopped watchdog reports nothing", (context) => {
  const { dog, alarms } = watched(context, 3000);
  dog.stop();
  context.mock.timers.tick(60_000);
  assert.equal(alarms(), 0);
});
