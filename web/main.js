/** The composition root: makes the parts and connects them. Nothing is decided here. */
import { copyText, inSight, nextTask } from "./browser.js";
import { byId } from "./dom.js";
import { Engine } from "./engine.js";
import { CANCELLED, DEFAULT_STEP, toFault } from "./protocol.js";
import { initialState, isAtRest, reduce } from "./state.js";
import { readSite } from "./site.js";
import { takeWorker } from "./spawn.js";
import { createStore } from "./store.js";
import { validate } from "./validate.js";
import { createControls } from "./views/controls.js";
import { createFacts } from "./views/facts.js";
import { createSamples } from "./views/samples.js";
import { createStatus } from "./views/status.js";
import { createTheme } from "./views/theme.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Event} Event */
/** @typedef {import("./protocol.js").GenerateParams} GenerateParams */

const root = document.documentElement;
const place = { json: root.dataset.site ?? "", base: document.baseURI };
const site = readSite(place);

/** @type {ReturnType<typeof createStore<State, Event>>} */
const store = createStore(initialState, reduce, render);
const { dispatch } = store;

const engine = new Engine({
  spawn: takeWorker,
  onProgress: (progress) => dispatch({ type: "boot/progress", progress }),
  onReady: (info) => dispatch({ type: "boot/ready", info }),
  onFailed: (fault) => {
    console.warn(fault.message, fault.detail);
    dispatch({ type: "boot/failed", fault });
  },
});

const renderStatus = createStatus({ onRetry: retry });
const controls = createControls({
  onGenerate: (values) => {
    const { wish, problems } = validate(values, site.limits);
    if (Object.keys(problems).length > 0) dispatch({ type: "form/checked", problems });
    else generate({ step: DEFAULT_STEP, ...wish });
  },
  onEdit: (values) => dispatch({ type: "form/checked", problems: validate(values, site.limits).problems }),
});
const renderSamples = createSamples({
  onCopy: async (text) => dispatch({ type: "notice", text: await copyText(text, byId("names")) }),
  onReuseSeed: controls.setSeed,
});
const renderFacts = createFacts();
/** @type {(chart: State["chart"]) => void} */
let renderChart = () => {};
let chartAsked = false;

/** @param {State} state */
function render(state) {
  renderStatus(state);
  controls.render(state);
  renderSamples(state);
  renderFacts(state);
  renderChart(state.chart);
  if (isAtRest(state)) showChart();
}

function boot() {
  dispatch({ type: "boot/started" });
  engine.start(place);
}

/** A request that the broken worker left unserved is made again. */
function retry() {
  const { phase, params } = store.state.run;
  boot();
  if (phase === "failed" && params) generate(params);
}

/** @param {GenerateParams} params */
function generate(params) {
  const { boot: { phase }, run: last } = store.state;
  if (phase === "failed") boot();
  engine.cancel(last.id);
  const { id: run, result } = engine.request("generation.generate", params, (event) => {
    dispatch({ type: "run/event", run, event: /** @type {import("./protocol.js").GenerateEvent} */ (event) });
  });
  dispatch({ type: "run/asked", run, params });
  result.then(
    (reply) => dispatch({ type: "run/done", run, reply: /** @type {import("./protocol.js").GenerateReply} */ (reply) }),
    (error) => {
      const fault = toFault(error);
      if (fault.name !== CANCELLED) dispatch({ type: "run/failed", run, fault });
    },
  );
}

/** Comes when it is looked at, or else when the machine has nothing more urgent to do. */
async function showChart() {
  if (chartAsked) return;
  chartAsked = true;
  await nextTask();
  try {
    const { createChartViews, loadCurves } = await import("./chart-views.js");
    await nextTask();
    renderChart = createChartViews(dispatch);
    await loadCurves(site, dispatch);
  } catch (error) {
    console.warn(error);
    byId("chart-fault").textContent = "The chart could not be loaded, so the picture stays as it is; reload the page to try again.";
  }
}

root.dataset.running = "yes";
if (root.dataset.fault === "program") delete root.dataset.fault; // What failed on the way was not needed.
createTheme({ onTheme: (theme) => dispatch({ type: "chart/theme", theme }) });
boot();
if (root.dataset.wanted) controls.submit();
inSight(byId("curves")).then(showChart);
