/** The columns: a heading, names and facts for each model, side by side. */
import { createSwatch } from "../../chart/swatch.js";
import { byId } from "../ui/dom.js";
import { element } from "../ui/element.js";
import { createGuess } from "./guess.js";
import { showLine } from "./lines.js";
import { createNameList } from "./name-list.js";
import { letterOf } from "./quiz.js";
import { createSideways } from "./sideways.js";

/**
 * @typedef {import("./state.js").Columns} Columns
 * @typedef {import("./state.js").ModelColumn} ModelColumn
 * @typedef {(column: ModelColumn, state: Columns) => void} ShowCell
 * @typedef {{row: HTMLTableRowElement, isShown: (state: Columns) => boolean, cells: ShowCell[]}} Row
 */

/**
 * @param {object} options
 * @param {import("./lines.js").Line[]} options.lines
 * @param {(id: string) => void} options.onAgain
 * @param {(id: string, guess: string) => void} options.onGuess
 * @returns {(state: Columns) => void}
 */
export function createTable({ lines, onAgain, onGuess }) {
  const table = element("table", { className: "columns" }, element("caption", { className: "unseen", textContent: "Names of every step from one seed" }));
  const { parts, show } = createSideways(table);
  byId("columns-place").append(...parts);
  show(0, false);
  /** @type {Row[]} */
  let rows = [];

  /** @param {Columns} state */
  function build({ columns, teach, revealed }) {
    const names = columns.map((column, at) => titleOf(column, at, teach, revealed));
    rows = [
      namesRow(columns, names, onAgain),
      ...(teach ? [guessRow(columns, names, onGuess)] : []),
      ...lines.map((line) => lineRow(line, columns, names)),
    ];
    table.style.setProperty("--models", String(columns.length));
    table.tHead?.remove();
    table.tBodies[0]?.remove();
    table.append(element("thead", {}, headings(columns, names, revealed)), element("tbody", {}, ...rows.map(({ row }) => row)));
  }

  let [built, run, count] = ["", 0, 0];
  return (state) => {
    const { columns, revealed } = state;
    const heads = [state.run, columns.length, revealed].join();
    if (heads !== built) {
      build(state);
      show(columns.length, state.run === run && columns.length > count);
    }
    [built, run, count] = [heads, state.run, columns.length];
    for (const { row, isShown, cells } of rows) {
      row.hidden = !isShown(state);
      if (!row.hidden) cells.forEach((showCell, at) => showCell(columns[at], state));
    }
  };
}

/**
 * @param {ModelColumn} column
 * @param {number} at
 * @param {boolean} teach
 * @param {boolean} revealed
 */
function titleOf({ name }, at, teach, revealed) {
  if (!teach) return name;
  return revealed ? `${letterOf(at)}: ${name}` : `Column ${letterOf(at)}`;
}

/**
 * @param {readonly ModelColumn[]} columns
 * @param {string[]} names
 * @param {boolean} revealed
 */
function headings(columns, names, revealed) {
  const cells = columns.map(({ look }, at) => {
    const [title, ...further] = names[at].split(" · ");
    const words = further.length > 0 ? [element("b", { textContent: title }), " ", element("span", { textContent: further.join(" · ") })] : [element("b", { textContent: title })];
    return element("th", { scope: "col" }, ...(revealed ? [createSwatch(look)] : []), ...words);
  });
  return element("tr", {}, element("td"), ...cells);
}

/**
 * @param {string} label
 * @param {string[]} names
 * @param {HTMLElement[][]} contents  By column.
 */
function tableRow(label, names, contents) {
  const row = element("tr", {}, element("th", { scope: "row", textContent: label }));
  contents.forEach((content, at) => {
    const cell = element("td", {}, ...content);
    cell.dataset.label = label; // Where the screen is small it stands in the cell.
    cell.title = names[at];
    row.append(cell);
  });
  return row;
}

/**
 * @param {readonly ModelColumn[]} columns
 * @param {string[]} names
 * @param {(id: string) => void} onAgain
 * @returns {Row}
 */
function namesRow(columns, names, onAgain) {
  const lists = columns.map(({ id }, at) => createNameList({ label: `Names of ${names[at]}`, onAgain: () => onAgain(id) }));
  const row = tableRow("Names", names, lists.map(({ root }) => [root]));
  row.className = "first";
  const cells = lists.map(({ show }) => /** @type {ShowCell} */ ((column, { memory, revealed }) => show(column, memory.phase !== "idle", revealed)));
  return { row, isShown: () => true, cells };
}

/**
 * @param {readonly ModelColumn[]} columns
 * @param {string[]} names
 * @param {(id: string, guess: string) => void} onGuess
 * @returns {Row}
 */
function guessRow(columns, names, onGuess) {
  const guesses = columns.map(({ id }, place) => createGuess({ columns, place, onGuess: (guess) => onGuess(id, guess) }));
  const row = tableRow("Your guess", names, guesses.map(({ root }) => [root]));
  const cells = guesses.map(({ show }) => /** @type {ShowCell} */ ((column, state) => show(column, state.columns, state.revealed)));
  return { row, isShown: () => true, cells };
}

/**
 * @param {import("./lines.js").Line} line
 * @param {readonly ModelColumn[]} columns
 * @param {string[]} names
 * @returns {Row}
 */
function lineRow(line, columns, names) {
  const contents = columns.map(() => [element("span"), element("small")]);
  const row = tableRow(line.label, names, contents);
  const cells = contents.map(([{ parentElement }]) => /** @type {ShowCell} */ ((column) => showLine(/** @type {HTMLElement} */ (parentElement), line, column)));
  return { row, isShown: (state) => state.revealed && (line.isShown?.(state) ?? true), cells };
}
