/** "Train it here", a program of its own that loads when it is opened: makes its parts and connects them. */
import { byId } from "../ui/dom.js";
import { addSheet } from "../ui/whole.js";
import { createActions } from "./actions.js";
import { createArchive } from "./archive.js";
import { createControls } from "./controls.js";
import { Driver } from "./driver.js";
import { createGoView } from "./go-view.js";
import { createKeptView } from "./kept-view.js";
import { Keeper } from "./keeper.js";
import { createLookBack } from "./look-back.js";
import { createMaker } from "./maker.js";
import { markup } from "./markup.js";
import { createMomentView } from "./moment-view.js";
import { createNamesView } from "./names-view.js";
import { createRunsView } from "./runs-view.js";
import { createSettings } from "./settings.js";
import { chosenRun, train } from "./state.js";

/** @typedef {Pick<import("../engine.js").Engine, "request" | "remember" | "pause" | "resume" | "cancel">} Engine */
/** @typedef {(event: any) => void} Dispatch  Of events of this part, and of those of the curves and the own models. */
/** @typedef {import("./state.js").Train} Train */
/**
 * @typedef {Omit<import("../ui/door.js").House, "engine"> & {engine: Engine}} House
 * @typedef {{engine: Engine, dispatch: Dispatch, current: () => Train, driver: Driver, keeper: Keeper,
 *   site: import("../../protocol.js").Site, isReady: () => boolean, alive: () => Promise<void>,
 *   settled: () => Promise<void>}} Parts  Alive: there is a worker, and it has the runs. Settled: what is asked about
 *   the settings has been answered.
 */

/** The slider may be drawn over many moments; only one where it rests is looked at. */
const REST_MS = 150;

/**
 * @param {House} house
 * @returns {Promise<import("../ui/door.js").Opened>}
 */
export async function openLab({ site, engine, add, state: page, beforeAsking }) {
  await addSheet(site.program, "sections/train.css");
  const place = byId("train-place");
  place.innerHTML = markup(stepTitles());
  const { current, dispatch: send } = add("train", train);
  const dispatch = /** @type {Dispatch} */ (send);
  const find = (/** @type {string} */ id) => current().runs.find((run) => run.id === id);
  const isReady = () => page().boot.phase === "ready";

  const keeper = new Keeper({ engine, dispatch, find });
  const lookBack = createLookBack({
    engine,
    dispatch,
    find,
    onMeasured(id) {
      const run = find(id);
      if (run && run.phase !== "training") maker.announce(run);
    },
  });
  const driver = new Driver({
    engine,
    dispatch,
    onMoment(id, moment) {
      keeper.keepNowAndThen(id, moment);
      const run = find(id);
      if (!run) return;
      if (page().own.models.some((model) => model.id === id)) maker.offer(id, moment).catch(() => {});
      if (run.moment === null && current().chosen === id) lookBack.glance(run, moment);
    },
    onHalted: halted,
  });
  const settings = createSettings({ engine, dispatch, current });
  const parts = { engine, dispatch, current, driver, keeper, site, isReady, alive, settled: settings.settled };
  const maker = createMaker(parts);
  const actions = createActions(parts, maker);
  const archive = createArchive(parts, maker);

  let { info: worker } = page().boot;
  let revived = Promise.resolve();
  /** Gives a new worker the runs. */
  function revive() {
    const { info } = page().boot;
    if (!info || info === worker) return;
    worker = info;
    revived = revived.then(archive.revive).then(look);
  }

  async function caughtUp() {
    revive();
    await revived;
  }

  async function alive() {
    beforeAsking();
    if (!isReady()) await engine.request("models.about", {}).result;
    await caughtUp();
  }

  /** @param {string} id */
  async function halted(id) {
    if (!isReady()) return; // What was last kept of it remains.
    await caughtUp();
    if (!find(id)) return;
    await maker.offer(id).catch(() => {});
    if (current().chosen === id) look();
    const problem = await keeper.keep(id, null);
    if (problem && find(id)) dispatch({ type: "train/noticed", text: problem });
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  function look() {
    clearTimeout(resting);
    resting = setTimeout(async () => {
      if (!isReady()) return;
      await caughtUp();
      const run = chosenRun(current());
      if (run && !(run.phase === "training" && run.moment === null)) lookBack.look(run);
    }, REST_MS);
  }

  const views = [
    createControls({ onEdit: settings.edit, onFree: settings.free }),
    createNamesView({ onNames: settings.type, onFile: settings.open, onOwn: settings.useOwn, onOnce: settings.once }),
    createGoView({ onTrain: actions.train, onPause: actions.pauseOrGoOn, onOneStep: actions.oneStep, onStop: actions.stop }),
    createRunsView({
      onChoose(id) {
        dispatch({ type: "train/run-chosen", id });
        look();
      },
      onRename: actions.rename,
      onDownload: archive.download,
      onAgain() {
        const run = chosenRun(current());
        if (!run) return;
        settings.like(run);
      },
      onRemove() {
        actions.remove();
        look();
      },
      onOpen: (file) => archive.open(file).then(look),
    }),
    createMomentView({
      onMoment(moment) {
        const run = chosenRun(current());
        if (run) dispatch({ type: "train/moment-chosen", id: run.id, moment });
        look();
      },
      onBranch: actions.branch,
    }),
    createKeptView({
      async onReopen(id) {
        await archive.reopen(id);
        look();
        const isWaiting = document.activeElement === byId("train-step"); // Where the list has left the focus.
        if (isWaiting && current().chosen === id) chosenRadio()?.focus();
      },
      onForget: archive.forget,
    }),
  ];

  settings.begin();
  archive.offer();
  byId("train-ask").hidden = true;
  byId("train-step").focus();
  return {
    render() {
      views.forEach((view) => view(current()));
      revive();
    },
    submit() {}, // Its button has gone: what it opens has buttons of its own.
  };
}

/** @returns {HTMLInputElement | null} */
function chosenRadio() {
  return byId("train-runs").querySelector("input:checked");
}

/** @returns {string[]}  As the page names the steps in its list of curves. */
function stepTitles() {
  const rows = document.querySelectorAll("#legend [data-series^='step'] label span");
  return [...rows].map((row) => row.textContent?.replace(/^.*· /, "") ?? "");
}
