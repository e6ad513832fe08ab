/**
 * One name as a grid: a line for each model, a cell for each letter, the paler the better the model saw
 * it coming. The number stands in the cell too. Pointer, touch and arrow keys choose a cell.
 */
import { createSwatch } from "../../chart/swatch.js";
import { whenChanged } from "../ui/dom.js";
import { button, element } from "../ui/element.js";
import { loss } from "../ui/format.js";
import { mostSurprising, surpriseText } from "./words.js";

/**
 * @typedef {import("./state.js").Row} Row
 * @typedef {import("./state.js").Cell} Cell
 * @typedef {import("../../protocol.js").Score} Scored
 */

/** From this surprise on, in nats, cells are not painted any stronger. */
export const STRONGEST = 6;
/** What a cell says of a letter that nobody can see. */
const CALLED = new Map([
  ["", "end"],
  [" ", "space"],
]);
/** Where a key leads: rows down, letters to the right. */
const MOVES = new Map([
  ["ArrowLeft", [0, -1]],
  ["ArrowRight", [0, 1]],
  ["ArrowUp", [-1, 0]],
  ["ArrowDown", [1, 0]],
  ["Home", [0, -Infinity]],
  ["End", [0, Infinity]],
]);

/**
 * @param {object} options
 * @param {number} options.name  The place of the name among those that were asked about.
 * @param {(cell: Cell | null) => void} options.onPoint
 * @param {(id: string) => void} options.onAgain
 */
export function createHeat({ name, onPoint, onAgain }) {
  const grid = element("table", { className: "heat", role: "grid" });
  const root = element("div", { className: "scroll" }, grid);
  grid.addEventListener("keydown", (event) => moveByKey(grid, event));
  grid.addEventListener("pointerover", ({ target }) => onPoint(cellOf(target, name)));
  grid.addEventListener("pointerleave", () => onPoint(cellOf(document.activeElement, name, grid)));
  grid.addEventListener("focusin", ({ target }) => {
    const cell = target instanceof HTMLElement && target.dataset.letter ? target : null;
    if (!cell) return;
    for (const other of grid.querySelectorAll('[data-letter][tabindex="0"]')) other.setAttribute("tabindex", "-1");
    cell.tabIndex = 0;
    onPoint(cellOf(cell, name));
  });

  const draw = whenChanged((/** @type {readonly Row[]} */ rows) => {
    const focused = cellOf(document.activeElement, name, grid);
    const longest = Math.max(1, ...rows.map(({ results }) => results[name]?.score?.letters.length ?? 0));
    const reasons = [...new Set(rows.map(({ results }) => results[name]?.fault ?? ""))].filter(Boolean);
    const able = rows.flatMap((row, at) => (row.results[name]?.fault ? [] : [line(row, at, name, longest, onAgain)]));
    const unable = reasons.map((reason) => refusal(rows.filter(({ results }) => results[name]?.fault === reason), reason, longest));
    grid.replaceChildren(head(longest), element("tbody", { role: "rowgroup" }, ...able, ...unable));
    const first = focused ? cellAt(grid, focused.row, focused.letter) : null;
    const entry = first ?? grid.querySelector("[data-letter]");
    entry?.setAttribute("tabindex", "0");
    if (first) first.focus();
  });
  return { root, grid, draw };
}

/** @param {number} letters */
function head(letters) {
  const cells = ["Model", "Loss", "Like choosing among", "Surprise at each letter, in nats", "Most surprising"].map((text) => element("th", { scope: "col", role: "columnheader", textContent: text }));
  cells[3].colSpan = letters;
  return element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...cells));
}

/**
 * @param {Row} row
 * @param {number} at
 * @param {number} name
 * @param {number} longest
 * @param {(id: string) => void} onAgain
 */
function line(row, at, name, longest, onAgain) {
  const made = element("tr", { role: "row" }, title([row]));
  const score = row.results[name]?.score;
  if (score) {
    const [number, choices] = [loss(score.loss), score.perplexity.toFixed(1)].map((text) => element("td", { role: "gridcell", className: "number" }, text));
    number.dataset.label = "Loss ";
    choices.dataset.label = "like choosing among ";
    const rest = longest - score.letters.length;
    made.append(number, choices, ...letterCells(score, at));
    if (rest > 0) made.append(element("td", { role: "gridcell", className: "rest", colSpan: rest }));
    made.append(element("td", { role: "gridcell", className: "most-text", textContent: surpriseText(score.letters) }));
    return made;
  }
  const told = toldCell(longest);
  if (row.phase === "failed") told.append(element("span", { className: "problem", textContent: row.fault }), " ", button("Try again", () => onAgain(row.id)));
  else told.append(element("span", { className: "hint", textContent: waiting(row) }));
  made.append(told);
  return made;
}

/**
 * @param {readonly Row[]} rows  All that cannot score the name, for the same reason.
 * @param {string} reason
 * @param {number} longest
 */
function refusal(rows, reason, longest) {
  const told = toldCell(longest);
  told.append(element("span", { className: "hint", textContent: reason }));
  return element("tr", { role: "row" }, title(rows), told);
}

/** @param {readonly Row[]} rows  One, or those that say the same. */
function title(rows) {
  const names = rows.map(({ look, name }) => element("div", {}, createSwatch(look), element("span", { textContent: name })));
  return element("th", { scope: "row", role: "rowheader" }, ...names);
}

/** @param {number} longest */
function toldCell(longest) {
  return element("td", { role: "gridcell", className: "told", colSpan: longest + 3 });
}

/** @param {Row} row */
function waiting({ loaded }) {
  return loaded > 0 && loaded < 1 ? `Loading its model, ${Math.round(100 * loaded)} %` : "Waiting for its answer";
}

/**
 * @param {Scored} score
 * @param {number} row
 */
function letterCells({ letters }, row) {
  const most = mostSurprising(letters);
  return letters.map(({ letter, surprise }, place) => {
    const cell = element("td", { role: "gridcell", className: "letter", tabIndex: -1 }, element("b", { textContent: CALLED.get(letter) ?? letter }), element("span", { textContent: surprise.toFixed(2) }));
    cell.dataset.row = String(row);
    cell.dataset.letter = String(place);
    cell.classList.toggle("most", place === most);
    cell.style.setProperty("--share", `${Math.round(100 * Math.min(1, surprise / STRONGEST))}%`);
    return cell;
  });
}

/**
 * @param {EventTarget | null} target
 * @param {number} name
 * @param {Element} [inside]  Counts only there.
 * @returns {Cell | null}
 */
function cellOf(target, name, inside) {
  const cell = target instanceof Element ? target.closest("[data-letter]") : null;
  if (!(cell instanceof HTMLElement) || (inside && !inside.contains(cell))) return null;
  return { name, row: Number(cell.dataset.row), letter: Number(cell.dataset.letter) };
}

/** @param {Element} grid @param {number} row @param {number} letter @returns {HTMLElement | null} */
function cellAt(grid, row, letter) {
  return grid.querySelector(`[data-row="${row}"][data-letter="${letter}"]`);
}

/**
 * @param {HTMLElement} grid
 * @param {KeyboardEvent} event
 */
function moveByKey(grid, event) {
  const from = cellOf(event.target, 0);
  const move = MOVES.get(event.key);
  if (!from || !move || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const cells = /** @type {HTMLElement[]} */ ([...grid.querySelectorAll("[data-letter]")]);
  const rows = [...new Set(cells.map(({ dataset }) => Number(dataset.row)))];
  const row = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(from.row) + move[0]))];
  const inRow = cells.filter(({ dataset }) => dataset.row === String(row));
  inRow[Math.min(inRow.length - 1, Math.max(0, from.letter + move[1]))].focus();
}
