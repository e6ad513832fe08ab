import assert from "node:assert/strict";
import { test } from "node:test";
import { call, callPython, finish, plain } from "../../web/worker/python.js";

/** @typedef {import("../../web/worker/python.js").Pyodide} Pyodide */

class PythonError extends Error {
  type = "ValueError";
}

const params = { count: 2, temperature: 0.5, prefix: "", seed: null };
let alive = 0;

class Proxy {
  constructor() {
    alive += 1;
  }

  destroy() {
    alive -= 1;
  }
}

class Dict extends Proxy {
  /** @param {object} data */
  constructor(data) {
    super();
    this.data = data;
  }

  toJs() {
    return this.data;
  }
}

class PyGenerator extends Proxy {
  closed = false;

  /** @param {(object | undefined)[]} items */
  constructor(items) {
    super();
    this.items = items;
  }

  next() {
    if (this.items.length === 0) return { done: true, value: undefined };
    const item = this.items.shift();
    if (item instanceof Error) throw item;
    return { done: false, value: item && new Dict(item) };
  }

  return() {
    this.closed = true;
  }
}

/** @param {Function} body */
function method(body) {
  return Object.assign((/** @type {unknown[]} */ ...args) => body(...args), { destroy: () => void (alive -= 1) });
}

/** @param {{[name: string]: Function}} functions  A Python module; each look-up of a function makes a proxy. */
function moduleWith(functions) {
  return new globalThis.Proxy(functions, {
    get(target, name) {
      if (name === "destroy") return () => {}; // Pyodide keeps one proxy for each module.
      alive += 1;
      return method(target[String(name)]);
    },
  });
}

/** @param {(handles: unknown, method: string, params: Dict) => PyGenerator} start */
function python(start) {
  const modules = /** @type {{[name: string]: object}} */ ({
    "microgpt.handles": moduleWith({ Handles: () => ({}) }),
    "microgpt.jobs": moduleWith({ start }),
    "microgpt.jobs.start": start,
  });
  const pyodide = /** @type {Pyodide} */ (/** @type {unknown} */ ({
    ffi: { PythonError },
    toPy: (/** @type {object} */ data) => new Dict(data),
    pyimport: (/** @type {string} */ name) => modules[name],
  }));
  return { pyodide, start: callPython(pyodide) };
}

test("a job yields null where it gave way, its events, and ends with the reply; nothing stays alive", () => {
  alive = 0;
  const { start: begin } = python(() => new PyGenerator([{ event: { seed: 7 } }, undefined, { reply: { count: 1 } }]));
  const job = begin("models.about", {});
  /** @type {unknown[]} */
  const items = [job.next(), job.next(), job.next()];
  assert.deepEqual(items, [
    { done: false, value: { seed: 7 } },
    { done: false, value: null },
    { done: true, value: { count: 1 } },
  ]);
  assert.equal(alive, 0);
});

test("a job that is left early closes Python's generator", () => {
  alive = 0;
  const generator = new PyGenerator([{ event: { seed: 7 } }, { event: { name: "ada" } }]);
  const job = python(() => generator).start("models.about", {});
  job.next();
  job.return({ version: "", python: "" });
  assert.deepEqual([generator.closed, alive], [true, 0]);
});

test("a job can be finished at once", () => {
  const { start: begin } = python(() => new PyGenerator([undefined, { reply: { loss: 2 } }]));
  assert.deepEqual(/** @type {object} */ (finish(begin("models.about", {}))), { loss: 2 });
});

test("the method and its params are handed on, and null becomes None", () => {
  /** @type {unknown[]} */
  let seen = [];
  const { start: begin } = python((_, name, dict) => {
    seen = [name, dict.data];
    return new PyGenerator([{ reply: {} }]);
  });
  finish(begin("generation.generate", params));
  assert.deepEqual(seen, ["generation.generate", { ...params, seed: undefined }]);
});

test("an error that Python described is thrown as it is, of several lines too, and nothing stays alive", () => {
  alive = 0;
  const error = { name: "ValueError", message: "One line.\nAnother line.", detail: "Traceback …" };
  const job = python(() => new PyGenerator([{ event: { seed: 7 } }, { error }])).start("models.about", {});
  job.next();
  assert.throws(() => job.next(), error);
  assert.equal(alive, 0);
});

test("an error of Python's that no job described is told in a sentence, with the traceback behind it", () => {
  const error = new PythonError("Traceback …\nMemoryError\n");
  const job = python(() => new PyGenerator([error])).start("models.about", {});
  assert.throws(() => job.next(), { name: "ValueError", message: /^Python stopped/, detail: error.message });
});

test("an error of JavaScript passes through unchanged", () => {
  const error = new RangeError("too deep");
  const { pyodide } = python(() => {
    throw error;
  });
  assert.throws(() => call(pyodide, "microgpt.jobs", "start"), error);
});

test("plain values pass through as they are", () => {
  assert.deepEqual([plain(3), plain("x"), plain(undefined)], [3, "x", null]);
});

test("a job that ends without a reply is an error, not a wait for ever", () => {
  const job = python(() => new PyGenerator([undefined])).start("models.about", {});
  job.next();
  assert.throws(() => job.next(), { name: "NoReply" });
});
