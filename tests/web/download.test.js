import assert from "node:assert/strict";
import { test } from "node:test";
import { createDownloads } from "../../web/worker/boot/download.js";

const url = "https://example.org/pyodide/python.wasm";
const body = "0123456789";

/**
 * @param {Response | Error} answer
 * @param {number} [bytes]  What the build says of the file.
 */
function downloading(answer, bytes = body.length) {
  /** @type {number[]} */
  const counts = [];
  const downloads = createDownloads([{ url, bytes }, { url: `${url}.mjs`, bytes: 5 }], (loaded) => counts.push(loaded), async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { downloads, counts };
}

test("a file arrives whole and its bytes are counted", async () => {
  const { downloads, counts } = downloading(new Response(body));
  const response = await downloads.fetch(url);
  assert.equal(await response.text(), body);
  assert.equal(counts.at(-1), body.length);
});

test("an address may be given as an object", async () => {
  const { downloads, counts } = downloading(new Response(body));
  await (await downloads.fetch(new URL(url))).text();
  assert.equal(counts.at(-1), body.length);
});

test("a module that is imported is counted whole, and imported once", async () => {
  const module = "data:text/javascript,export default 7";
  /** @type {number[]} */
  const counts = [];
  const downloads = createDownloads([{ url: module, bytes: 5 }], (loaded) => counts.push(loaded));
  const [one, other] = await Promise.all([downloads.importModule(module), downloads.importModule(module)]);
  assert.equal(one.default, 7);
  assert.equal(one, other);
  assert.deepEqual(counts, [5]);
});

test("a module that cannot be imported is told in a sentence, and its error behind it", async () => {
  const downloads = createDownloads([], () => {});
  const broken = "data:text/javascript,export default %7B";
  await assert.rejects(downloads.importModule(broken), (/** @type {any} */ fault) => {
    assert.match(fault.message, /^A part of Python could not be loaded, or arrived damaged\.$/);
    assert.match(fault.detail, /SyntaxError/);
    return true;
  });
});

test("a boot that passes by the browser's cache renews a module before it is imported", async () => {
  const module = "data:text/javascript,export default 8";
  /** @type {unknown[]} */
  const asked = [];
  const downloads = createDownloads([{ url: module, bytes: 5 }], () => {}, async (input) => {
    asked.push(input);
    return new Response(body);
  });
  await downloads.importModule(module);
  assert.deepEqual(asked, [module]);
});

test("an ordinary boot fetches no module twice, though Pyodide's fetch is another one meanwhile", async (t) => {
  const module = "data:text/javascript,export default 9";
  t.mock.method(globalThis, "fetch", async () => assert.fail("fetched"));
  const downloads = createDownloads([{ url: module, bytes: 5 }], () => {});
  t.mock.method(globalThis, "fetch", downloads.fetch);
  assert.equal((await downloads.importModule(module)).default, 9);
});

test("an optional file that stays silent is given up", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const downloads = createDownloads([{ url, bytes: 10 }], () => {}, (_, init) => new Promise((resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
  }));
  const tried = assert.rejects(downloads.tryFetch(url), (/** @type {any} */ fault) => /Nothing has arrived for 15 seconds/.test(fault.detail));
  t.mock.timers.tick(15_000);
  await tried;
});

test("a share of a file is waited for, or was there already", async () => {
  const { downloads } = downloading(new Response(body));
  let half = false;
  const reached = downloads.received(url, 0.5).then(() => {
    half = true;
  });
  await Promise.resolve();
  assert.equal(half, false);
  await (await downloads.fetch(url)).text();
  await reached;
  await downloads.received(url, 1);
});

test("a failed attempt is the caller's alone", async () => {
  const { downloads } = downloading(new Response("", { status: 404 }));
  await assert.rejects(downloads.tryFetch(url), /is no longer on the server/);
  const first = await Promise.race([downloads.failure.catch(() => "told"), new Promise((resolve) => setTimeout(resolve, 10, "quiet"))]);
  assert.equal(first, "quiet");
});

test("WebAssembly has its type even where the server does not know it", async () => {
  const { downloads } = downloading(new Response(body, { headers: { "content-type": "text/plain" } }));
  assert.equal((await downloads.fetch(url)).headers.get("content-type"), "application/wasm");
});

test("files that nobody listed pass through untouched", async () => {
  const answer = new Response("other");
  const { downloads, counts } = downloading(answer);
  assert.equal(await downloads.fetch("https://example.org/other"), answer);
  assert.deepEqual(counts, []);
});

/** @type {[string, Response | Error, RegExp][]} */
const refusals = [
  ["a missing file", new Response("", { status: 404 }), /^A part of Python is no longer on the server, .*newer version/],
  ["a server in trouble", new Response("", { status: 503 }), /^A part of Python could not be loaded: the server answered 503\.$/],
  ["a page in place of a file", new Response("<p>", { headers: { "content-type": "text/html; charset=utf-8" } }), /sent a web page/],
  ["a broken connection", new TypeError("Failed to fetch"), /the connection failed\.$/],
];

for (const [what, answer, sentence] of refusals) {
  test(`${what} is told in a sentence, to the caller and to the watcher`, async () => {
    const { downloads } = downloading(answer);
    await assert.rejects(downloads.fetch(url), { message: sentence });
    await assert.rejects(downloads.failure, { message: sentence });
  });
}

test("a file cut short is told", async () => {
  const { downloads } = downloading(new Response("0123"));
  await downloads.fetch(url);
  await assert.rejects(downloads.failure, { message: "A part of Python arrived damaged.", detail: "python.wasm: 4 bytes came, 10 belong to it." });
});

test("a connection that breaks off is told", async () => {
  const broken = new ReadableStream({
    pull(controller) {
      controller.enqueue(new TextEncoder().encode("0123"));
      controller.error(new TypeError("network error"));
    },
  });
  const { downloads } = downloading(new Response(broken));
  await downloads.fetch(url);
  await assert.rejects(downloads.failure, /^Network: A part of Python could not be loaded: the connection failed\.$/);
});

test("a response that needs no change reaches its user as it came", async () => {
  const answer = new Response(body, { headers: { "content-type": "application/wasm" } });
  const { downloads } = downloading(answer);
  assert.equal(await downloads.fetch(url), answer);
});

test("a file that is too long is told", async () => {
  const { downloads } = downloading(new Response(`${body}!`));
  await downloads.fetch(url);
  await assert.rejects(downloads.failure, { detail: "python.wasm: 11 bytes came, 10 belong to it." });
});
