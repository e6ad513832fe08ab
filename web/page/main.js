/** The composition root: makes the parts and connects them. Nothing is decided here. */
import { readSite } from "../protocol.js";
import { boot, hasSettled } from "./boot.js";
import { choice, standing } from "./choice.js";
import { createCompare } from "./compare/state.js";
import { createCompareView } from "./compare/view.js";
import { Engine } from "./engine.js";
import { createChoosing } from "./generate/choosing.js";
import { createRequests } from "./generate/requests.js";
import { createGenerate, isWaiting } from "./generate/state.js";
import { createGenerateView } from "./generate/view.js";
import { modelOf, Models } from "./models.js";
import { own } from "./own.js";
import { createRail } from "./rail/view.js";
import { scaledModel } from "./scaled.js";
import { takeWorker } from "./spawn.js";
import { createStore } from "./store.js";
import { copyText, inSight, reloadAnew } from "./ui/browser.js";
import { byId, whenChanged } from "./ui/dom.js";
import { createDoor } from "./ui/door.js";
import { showFace } from "./ui/face.js";
import { createTheme } from "./ui/theme.js";
import { preload } from "./ui/whole.js";

const root = document.documentElement;
const place = { json: document.body.dataset.site ?? "", base: document.baseURI };
const site = readSite(place);

const slices = { boot, choice, generate: createGenerate(site), compare: createCompare(site.defaults), own };
const store = createStore(slices, render);
const { dispatch } = store;

const engine = new Engine({
  spawn: takeWorker,
  onProgress: (progress) => dispatch({ type: "boot/progress", progress }),
  onReady: (info) => {
    dispatch({ type: "boot/ready", info });
    dispatch({ type: "generate/model-chosen", model: info.model });
    chooseAgain(current().model.id); // One that the last worker took with it.
  },
  onFailed: (fault) => {
    console.warn(fault.message, fault.detail);
    dispatch({ type: "boot/failed", fault });
  },
});

const models = new Models(site, engine);
const current = () => store.state.generate;
const choose = createChoosing({ models, dispatch, current });
const requests = createRequests({ engine, choose, dispatch, current, own: () => store.state.own, beforeAsking: startIfFailed });
const renderGenerate = createGenerateView(site.models, {
  onSubmit: requests.submit,
  onEdit: (form) => dispatch({ type: "generate/edited", form }),
  onCopy: async (text, list) => dispatch({ type: "generate/noticed", text: await copyText(text, list) }),
  onRetry: retry,
  onModel: chooseListed,
});
const reloadWhole = () => reloadAnew(site.program);
const renderRail = createRail({ onChoose: chooseStep });
const compare = createCompareView({ site, dispatch, onReload: reloadWhole });
const house = { site, engine, models, add: store.add, addScaled, state: () => store.state, beforeAsking: startIfFailed };
/** @type {import("./ui/door.js").Opened["render"][]} Of the sections that have been opened. */
const opened = [];
/** @param {string} name */
const whole = (name) => preload(site.program, name);
const door = { onOpened: addSection, onReload: reloadWhole };
createDoor({ ...door, name: "train", load: () => whole("train-here.js").then(() => import("./train/train-here.js")), open: (program) => program.openLab(house) });

const chooseModel = whenChanged(chooseAgain);

/** @param {number} step  Where it is chosen already and its model could not be loaded, that is tried again. */
function chooseStep(step) {
  const { model } = current();
  if (step === store.state.choice.step && model.phase === "failed") chooseAgain(model.id);
  else dispatch({ type: "choice/step", step });
}

/** @param {string} id  Of the model of a step, or of one of the visitor's own. */
function chooseListed(id) {
  if (Object.hasOwn(site.models, id)) chooseStep(site.models[id].step);
  else dispatch({ type: "choice/own", id });
}

function addScaled() {
  dispatch({ type: "own/added", model: scaledModel(site.scaled) });
}

/** Leads, as a link, to the names that come from it. */
function chooseScaled() {
  addScaled();
  dispatch({ type: "choice/own", id: site.scaled.id });
  chooseAgain(site.scaled.id); // Before the next frame: the names are to be its own.
  requests.submit();
}
for (const link of document.querySelectorAll("[data-scaled]")) link.addEventListener("click", chooseScaled);

/** @param {string} model */
function chooseAgain(model) {
  choose(model).catch(() => {}); // The status tells it.
}

const teach = new URLSearchParams(location.search).has("teach");
const openColumns = createDoor({ ...door, name: "columns", load: () => whole("columns-views.js").then(() => import("./columns/columns-views.js")), open: (program) => program.openColumns(house, teach) });
createDoor({ ...door, name: "score", load: () => whole("score-views.js").then(() => import("./score/score-views.js")), open: (program) => program.openScore(house) });
const openScaling = createDoor({ ...door, name: "scaling", load: () => whole("scaling-views.js").then(() => import("./scaling/scaling-views.js")), open: (program) => program.openScaling(house) });
inSight(byId("scaling-place")).then(openScaling);

/** @param {import("./store.js").StateOf<typeof slices>} state */
function render(state) {
  const chosen = standing(state.choice, state.own);
  chooseModel(chosen.own ?? modelOf(site, chosen.step ?? site.steps - 1));
  renderRail(chosen, state.own);
  renderGenerate(state.generate, state.boot, state.own);
  compare.render(state.compare, chosen);
  for (const show of opened) show(state);
  if (hasSettled(state.boot) && !isWaiting(state.generate)) {
    showFace();
    compare.show();
  }
}

/** @param {import("./ui/door.js").Opened} section */
function addSection({ render: show }) {
  opened.push(show);
  show(store.state);
}

function start() {
  dispatch({ type: "boot/started" });
  engine.start(place);
}

function retry() {
  if (store.state.boot.remedy === "reload") reloadWhole();
  else {
    startAgain();
    requests.repeatIfFailed();
  }
}

/** What failed may lie damaged among the files that the browser keeps, so all are asked for anew. */
function startAgain() {
  dispatch({ type: "boot/started" });
  engine.start(place, true);
}

function startIfFailed() {
  if (store.state.boot.phase === "failed") startAgain();
}

root.dataset.running = "yes";
if (root.dataset.fault === "program") delete root.dataset.fault; // What failed on the way was not needed.
createTheme({ onTheme: (theme) => dispatch({ type: "compare/theme", theme }) });
start();
if (root.dataset.wanted === "scaled") chooseScaled();
else if (root.dataset.wanted) requests.submit();
if (root.dataset.pressed) byId(root.dataset.pressed).click(); // Of a section, before this program came.
else if (teach) openColumns();
