import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web/", import.meta.url));

/** @returns {{[module: string]: string[]}} What each module of ours imports, as paths below web/. */
function imports() {
  const modules = readdirSync(web, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".js"));
  return Object.fromEntries(modules.map((module) => [module, importsOf(module, readFileSync(web + module, "utf8"))]));
}

/**
 * Static and dynamic imports alike; those in comments are types, which cost and bind nothing.
 *
 * @param {string} module
 * @param {string} code
 */
function importsOf(module, code) {
  const bare = code.replace(/\/\*[^]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const statements = bare.matchAll(/^(?:import|export)\b(?:[^"'();=]*?\bfrom)?\s*["'](\.{1,2}\/[^"']+)["']/gm);
  const calls = bare.matchAll(/\bimport\(\s*["'](\.{1,2}\/[^"']+)["']/g);
  const addresses = [...statements, ...calls].map((match) => match[1]);
  return addresses.map((address) => new URL(address, `file:///${module}`).pathname.slice(1));
}

const graph = imports();
const modules = Object.keys(graph);
const features = [...new Set(modules.map((module) => /^page\/(\w+)\//.exec(module)?.[1]).filter((name) => name && name !== "ui"))];

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

test("dynamic imports count, types do not", () => {
  const code = 'import a from "./a.js";\nawait import("./b.js");\n/** @type {import("./c.js").C} */\nexport { d } from "../d.js";';
  assert.deepEqual(importsOf("page/x.js", code), ["page/a.js", "d.js", "page/b.js"]);
  assert.ok(graph["page/compare/view.js"].includes("page/compare/chart-views.js"));
});

test("the protocol imports nothing", () => {
  assert.deepEqual(graph["protocol.js"], []);
});

test("a feature imports what features share, the protocol and the chart, never another feature", () => {
  assert.ok(features.length >= 2);
  for (const module of modules) {
    const [, feature] = /^page\/(\w+)\//.exec(module) ?? [];
    if (!feature || feature === "ui") continue;
    const allowed = new RegExp(`^(page/${feature}/|page/ui/|chart/|protocol\\.js$)`);
    assert.deepEqual(graph[module].filter((next) => !allowed.test(next)), [], module);
  }
});

test("only main composes the features", () => {
  for (const module of modules.filter((name) => name !== "page/main.js" && !/^page\/\w+\//.test(name))) {
    const wrong = graph[module].filter((next) => features.some((feature) => next.startsWith(`page/${feature}/`)));
    assert.deepEqual(wrong, [], module);
  }
});

test("what features share knows no feature, no engine and no chart", () => {
  for (const module of modules.filter((name) => name.startsWith("page/ui/"))) {
    assert.deepEqual([...reachable(module)].filter((next) => !/^(page\/ui\/|protocol\.js$)/.test(next)), [], module);
  }
});

test("the engine knows the protocol and nothing of names or charts", () => {
  assert.deepEqual([...reachable("page/engine.js")].sort(), ["page/watchdog.js", "protocol.js"]);
});

test("the chart knows nothing of the page", () => {
  for (const module of modules.filter((name) => name.startsWith("chart/"))) {
    assert.deepEqual([...reachable(module)].filter((next) => !/^chart\//.test(next)), [], module);
  }
});

test("page and worker share the protocol alone", () => {
  const worker = [...reachable("worker/worker.js")];
  assert.deepEqual(worker.filter((module) => !/^(worker\/|protocol\.js$)/.test(module)), []);
  for (const module of modules.filter((name) => /^(page|chart)\//.test(name))) {
    assert.deepEqual(graph[module].filter((next) => next.startsWith("worker/")), [], module);
  }
});

test("Python's objects are touched in one file", () => {
  const touching = modules.filter((module) => /\b(pyimport|toPy|toJs|runPython\w*|unpackArchive)\b/.test(readFileSync(web + module, "utf8")));
  assert.deepEqual(touching, ["worker/python.js"]);
});

test("the scheduler knows jobs and the protocol alone", () => {
  assert.deepEqual([...reachable("worker/scheduler.js")].sort(), ["protocol.js", "worker/job.js"]);
});

test("nothing imports a composition root", () => {
  assert.deepEqual(modules.filter((module) => graph[module].some((next) => /^(page\/main|worker\/worker)\.js$/.test(next))), []);
});

test("no module imports itself by a roundabout way, and everything imported exists", () => {
  for (const module of modules) {
    const reached = reachable(module);
    assert.ok(!reached.has(module), module);
    for (const next of reached) assert.ok(next in graph, `${module} → ${next}`);
  }
});
