import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web/", import.meta.url));

/** @returns {{[module: string]: string[]}} What each module of ours imports, as paths below web/. */
function imports() {
  const modules = readdirSync(web, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".js") && !path.startsWith("vendor/"));
  return Object.fromEntries(modules.map((module) => [module, importsOf(module)]));
}

/** @param {string} module */
function importsOf(module) {
  const code = readFileSync(web + module, "utf8");
  const statements = code.matchAll(/^(?:import|export)\b(?:[^"'();=]*?\bfrom)?\s*["'](\.{1,2}\/[^"']+)["']/gm);
  const addresses = [...statements].map((match) => match[1]);
  return addresses.map((address) => new URL(address, `file:///${module}`).pathname.slice(1));
}

const graph = imports();

/**
 * @param {string} module
 * @param {Set<string>} [seen]
 */
function reachable(module, seen = new Set()) {
  for (const next of graph[module] ?? []) {
    if (!seen.has(next)) reachable(next, seen.add(next));
  }
  return seen;
}

const views = Object.keys(graph).filter((module) => module.startsWith("views/"));

test("the protocol imports nothing", () => {
  assert.deepEqual(graph["protocol.js"], []);
});

test("views import neither the engine nor each other nor what lies on top of them", () => {
  assert.ok(views.length > 0);
  for (const view of views) {
    const wrong = [...reachable(view)].filter((module) => /^(views\/|engine|main|worker|runtime)/.test(module));
    assert.deepEqual(wrong, [], view);
  }
});

test("the state reduces without help of a document, a worker or a view", () => {
  assert.deepEqual([...reachable("state.js")], ["chart-state.js"]);
});

test("the engine knows the protocol and nothing of names or charts", () => {
  assert.deepEqual([...reachable("engine.js")].sort(), ["protocol.js", "watchdog.js"]);
});

test("the worker reaches nothing of the page", () => {
  assert.deepEqual([...reachable("worker.js")].sort(), ["download.js", "guard.js", "plain.js", "protocol.js", "python.js", "runtime.js", "site.js", "snapshot.js"]);
});

test("nothing imports the composition root", () => {
  assert.deepEqual(Object.keys(graph).filter((module) => graph[module].includes("main.js")), []);
});

test("no module imports itself by a roundabout way, and everything imported exists", () => {
  for (const module of Object.keys(graph)) {
    const reached = reachable(module);
    assert.ok(!reached.has(module), module);
    for (const next of reached) assert.ok(next in graph || next.startsWith("vendor/"), `${module} → ${next}`);
  }
});
