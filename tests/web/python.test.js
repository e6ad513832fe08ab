import assert from "node:assert/strict";
import { test } from "node:test";
import { invoke, plain, pythonFault, stream } from "../../web/python.js";

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

  /** @param {object[]} items */
  constructor(items) {
    super();
    this.items = items;
  }

  next() {
    const item = this.items.shift();
    if (item instanceof Error) throw item;
    return item ? { done: false, value: new Dict(item) } : { done: true, value: undefined };
  }

  return() {
    this.closed = true;
  }
}

const pyodide = /** @type {Pyodide} */ (/** @type {unknown} */ ({
  ffi: { PythonError, PyGenerator },
  toPy: (/** @type {object} */ data) => new Dict(data),
}));

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

test("what a Python generator yields comes out as plain data, one by one, and nothing stays alive", () => {
  alive = 0;
  const object = objectWith({ generate: () => new PyGenerator([{ seed: 7 }, { name: "ada" }]) });
  assert.deepEqual([...stream(pyodide, object, "generate", {})], [{ seed: 7 }, { name: "ada" }]);
  assert.equal(alive, 0);
});

test("a stream that is left early closes Python's generator", () => {
  alive = 0;
  const generator = new PyGenerator([{ seed: 7 }, { name: "ada" }]);
  const items = stream(pyodide, objectWith({ generate: () => generator }), "generate", {});
  items.next();
  items.return(null);
  assert.deepEqual([generator.closed, alive], [true, 0]);
});

test("a method that returns a dict returns plain data", () => {
  alive = 0;
  const result = stream(pyodide, objectWith({ score: () => new Dict({ loss: 2 }) }), "score", {}).next();
  assert.deepEqual([result, alive], [{ done: true, value: { loss: 2 } }, 0]);
});

test("null becomes None", () => {
  /** @type {{seed?: unknown}} */
  let seen = { seed: "?" };
  const object = objectWith({ generate(/** @type {Dict} */ dict) { seen = dict.data; } });
  stream(pyodide, object, "generate", { seed: null, count: 2 }).next();
  assert.deepEqual(seen, { seed: undefined, count: 2 });
});

test("an exception in the middle of a stream becomes its sentence, and nothing stays alive", () => {
  alive = 0;
  const error = new PythonError("Traceback (most recent call last):\n  File …\nValueError: The count must be at least 1.\n");
  const items = stream(pyodide, objectWith({ generate: () => new PyGenerator([{ seed: 7 }, error]) }), "generate", {});
  items.next();
  assert.throws(() => items.next(), { name: "ValueError", message: "The count must be at least 1." });
  assert.equal(alive, 0);
});

test("an error of JavaScript passes through unchanged", () => {
  const error = new RangeError("too deep");
  const object = objectWith({ load() { throw error; } });
  assert.throws(() => invoke(pyodide, object, "load"), error);
});

test("plain values pass through as they are", () => {
  assert.deepEqual([plain(3), plain("x"), plain(undefined)], [3, "x", null]);
});

test("the sentence of a Python exception is the last line of its traceback", () => {
  const fault = pythonFault("InputError", "Traceback …\n  File \"a.py\"\nmicrogpt.errors.InputError: Seed: 7 is taken.\n");
  assert.deepEqual([fault.name, fault.message], ["InputError", "Seed: 7 is taken."]);
  assert.match(fault.detail, /File "a.py"/);
});

test("a Python exception without a message is still told in a sentence", () => {
  assert.equal(pythonFault("MemoryError", "Traceback …\nMemoryError\n").message, "The Python program stopped with MemoryError.");
});
