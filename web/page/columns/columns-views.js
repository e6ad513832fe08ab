/** Names of every step from one seed: a program of its own, which comes when it is asked for. */
import { byId, setText } from "../ui/dom.js";
import { button, element } from "../ui/element.js";
import { createField } from "../ui/field.js";
import { megabytes, thousands } from "../ui/format.js";
import { fetchTutorial } from "../ui/tutorial.js";
import { addSheet } from "../ui/whole.js";
import { linesOf } from "./lines.js";
import { createMemory } from "./memory.js";
import { verdict } from "./quiz.js";
import { createRequests, SAMPLES } from "./requests.js";
import { createColumns } from "./state.js";
import { createTable } from "./table.js";

/** @typedef {import("./state.js").Columns} Columns */
/** @typedef {import("./state.js").Form} Form */

/**
 * @param {import("../ui/door.js").House} house
 * @param {boolean} teach
 * @returns {Promise<import("../ui/door.js").Opened>}
 */
export async function openColumns(house, teach) {
  const { site } = house;
  const [tutorial] = await Promise.all([fetchTutorial(site.curves), addSheet(site.program, "sections/columns.css")]);
  const { current, dispatch } = house.add("columns", createColumns(site, teach));
  const requests = createRequests({ house, tutorial, current, dispatch });
  if (teach) setText(byId("columns-title"), "Which step wrote these?");

  const count = SAMPLES * site.limits.count.high;
  const views = [
    createForm({ onEdit: (form) => dispatch({ type: "columns/edited", form }) }),
    createScaled({ scaled: site.scaled, onAdd: requests.addScaled }),
    createStatus({ onKeep: (seed) => dispatch({ type: "columns/edited", form: { seed: String(seed) } }) }),
    createTable({
      lines: linesOf({ window: site.defaults.window, count }),
      onAgain: requests.again,
      onGuess: (id, guess) => dispatch({ type: "columns/column", run: current().run, id, change: { guess } }),
    }),
    createReveal({ onReveal: () => dispatch({ type: "columns/revealed" }) }),
  ];
  const memory = createMemory({ count, onCompare: requests.compare, onSurvey: requests.survey, onStop: requests.stopSurvey });
  byId("columns-place").append(memory.root);
  return {
    submit: requests.submit,
    render({ boot, own }) {
      for (const show of [...views, memory.show]) show(current(), boot, own);
    },
  };
}

/** @param {{onEdit: (form: Partial<Form>) => void}} intents */
function createForm({ onEdit }) {
  const seed = createField({ inputMode: "numeric", id: "columns-seed", label: "One seed for all", hint: "Empty draws one.", onEdit: (text) => onEdit({ seed: text }) });
  const temperature = createField({ inputMode: "decimal", id: "columns-temperature", label: "Temperature of all", hint: "0 to 2.", onEdit: (text) => onEdit({ temperature: text }) });
  byId("columns-ask").append(seed.root, temperature.root);
  return (/** @type {Columns} */ { form, problems }) => {
    seed.show(form.seed, problems.seed ?? "");
    temperature.show(form.temperature, problems.temperature ?? "");
  };
}

/**
 * The larger model is fetched only where it is wanted.
 *
 * @param {{scaled: import("../../protocol.js").ScaledModel, onAdd: () => void}} options
 */
function createScaled({ scaled, onAdd }) {
  const size = `${thousands(scaled.parameters)} parameters, ${megabytes(scaled.bytes)} MB`;
  const add = button(`Add ${scaled.title}`, onAdd);
  const root = element("p", { className: "tools columns-scaled" }, add, element("span", { className: "hint", textContent: `The same code with larger numbers: ${size}.` }));
  byId("columns-place").append(root);
  return (/** @type {Columns} */ { teach }, /** @type {unknown} */ _boot, /** @type {import("../own.js").Own} */ { models }) => {
    root.hidden = teach || models.some(({ id }) => id === scaled.id);
  };
}

/** @param {{onKeep: (seed: number) => void}} intents */
function createStatus({ onKeep }) {
  let shown = 0;
  const status = element("p", { ariaLive: "polite" });
  const keep = button("Keep this seed", () => onKeep(shown));
  byId("columns-place").append(element("div", { className: "tools columns-status" }, status, keep));
  return (/** @type {Columns} */ { asked, columns, form }, /** @type {import("../boot.js").Boot} */ boot) => {
    shown = asked?.seed ?? 0;
    keep.hidden = !asked || form.seed.trim() === String(shown);
    setText(status, asked ? statusText(shown, columns, boot.phase) : "");
  };
}

/**
 * @param {number} seed
 * @param {readonly import("./state.js").ModelColumn[]} columns
 * @param {string} phase  Python's.
 */
function statusText(seed, columns, phase) {
  const settled = columns.filter((column) => column.phase === "done" || column.phase === "failed").length;
  if (settled === columns.length) return `Seed ${seed} for all.`;
  const waiting = phase === "loading" ? ", when Python is there" : `, ${settled} of ${columns.length} done`;
  return `Seed ${seed} for all${waiting}.`;
}

/** @param {{onReveal: () => void}} intents */
function createReveal({ onReveal }) {
  const reveal = button("Reveal", onReveal);
  const told = element("p", { ariaLive: "polite" });
  const root = element("div", { className: "tools columns-reveal" }, reveal, told);
  byId("columns-place").append(root);
  return (/** @type {Columns} */ { teach, revealed, columns }) => {
    root.hidden = !teach || columns.length === 0;
    reveal.hidden = revealed;
    reveal.disabled = columns.some(({ phase }) => phase === "loading" || phase === "making");
    setText(told, revealed && teach ? verdict(columns) : "");
  };
}
