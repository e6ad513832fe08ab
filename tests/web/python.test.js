import assert from "node:assert/strict";
import { test } from "node:test";
import { callPython, finish, invoke, plain } from "../../web/python.js";

/** @typedef {import("../../web/python.js").Pyodide} Pyodide */

class PythonError extends Error {
  type = "ValueError";
}

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

/** @param {{[name: string]: Function}} methods  A Python object; each look-up of a method makes a proxy. */
function objectWith(methods) {
  return new globalThis.Proxy(methods, {
    get(target, name) {
      alive += 1;
      return method(target[String(name)]);
    },
  });
}

/** @param {(handles: unknown, method: string, params: Dict) => PyGenerator} start */
function python(start) {
  const modules = /** @type {{[name: string]: object}} */ ({
    "microgpt.handles": objectWith({ Handles: () => ({}) }),
    "microgpt.api.jobs": objectWith({ start }),
  });
  const pyodide = /** @type {Pyodide} */ (/** @type {unknown} */ ({
    ffi: { PythonError },
    toPy: (/** @type {object} */ data) => new Dict(data),
    pyimport: (/** @type {string} */ name) => modules[name],
  }));
  return { pyodide, call: callPython(pyodide) };
}

test("a job yields null where it gave way, its events, and ends with the reply; nothing stays alive", () => {
  alive = 0;
  const { call } = python(() => new PyGenerator([{ event: { seed: 7 } }, undefined, { reply: { count: 1 } }]));
  const job = call("generation.generate", {});
  assert.deepEqual([job.next(), job.next(), job.next()], [
    { done: false, value: { seed: 7 } },
    { done: false, value: null },
    { done: true, value: { count: 1 } },
  ]);
  assert.equal(alive, 0);
});

test("a job that is left early closes Python's generator", () => {
  alive = 0;
  const generator = new PyGenerator([{ event: { seed: 7 } }, { event: { name: "ada" } }]);
  const job = python(() => generator).call("generation.generate", {});
  job.next();
  job.return({});
  assert.deepEqual([generator.closed, alive], [true, 0]);
});

test("a job can be finished at once", () => {
  const { call } = python(() => new PyGenerator([undefined, { reply: { loss: 2 } }]));
  assert.deepEqual(finish(call("scoring.score", {})), { loss: 2 });
});

test("the method and its params are handed on, and null becomes None", () => {
  /** @type {unknown[]} */
  let seen = [];
  const { call } = python((_, name, dict) => {
    seen = [name, dict.data];
    return new PyGenerator([{ reply: {} }]);
  });
  finish(call("generation.generate", { seed: null, count: 2 }));
  assert.deepEqual(seen, ["generation.generate", { seed: undefined, count: 2 }]);
});

test("an error that Python described is thrown as it is, of several lines too, and nothing stays alive", () => {
  alive = 0;
  const error = { name: "ValueError", message: "One line.\nAnother line.", detail: "Traceback …" };
  const job = python(() => new PyGenerator([{ event: { seed: 7 } }, { error }])).call("generation.generate", {});
  job.next();
  assert.throws(() => job.next(), error);
  assert.equal(alive, 0);
});

test("an error of Python's that no job described is told in a sentence, with the traceback behind it", () => {
  const error = new PythonError("Traceback …\nMemoryError\n");
  const job = python(() => new PyGenerator([error])).call("generation.generate", {});
  assert.throws(() => job.next(), { name: "ValueError", message: /^Python stopped/, detail: error.message });
});

test("an error of JavaScript passes through unchanged", () => {
  const error = new RangeError("too deep");
  const { pyodide } = python(() => new PyGenerator([]));
  const object = objectWith({ load() { throw error; } });
  assert.throws(() => invoke(pyodide, object, "load"), error);
});

test("plain values pass through as they are", () => {
  assert.deepEqual([plain(3), plain("x"), plain(undefined)], [3, "x", null]);
});
