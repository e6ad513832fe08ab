/** The line in which a class says who wrote a column, until it is told. */
import { setText } from "../ui/dom.js";
import { element } from "../ui/element.js";
import { isRight, letterOf } from "./quiz.js";

/** @typedef {import("./state.js").ModelColumn} ModelColumn */

/**
 * @param {object} options
 * @param {readonly ModelColumn[]} options.columns
 * @param {number} options.place  Of this column among them.
 * @param {(guess: string) => void} options.onGuess
 */
export function createGuess({ columns, place, onGuess }) {
  const choices = [...columns].sort((a, b) => a.look - b.look);
  const select = element("select", { ariaLabel: `Who wrote column ${letterOf(place)}?`, autocomplete: "off" });
  select.append(new Option("?", ""), ...choices.map(({ id, name }) => new Option(name.replace(/^Step /, ""), id)));
  select.addEventListener("change", () => onGuess(select.value));
  const result = element("p");
  return {
    root: element("div", {}, select, result),
    /** @param {ModelColumn} column @param {readonly ModelColumn[]} all @param {boolean} revealed */
    show(column, all, revealed) {
      select.value = column.guess;
      select.disabled = revealed;
      const answer = isRight(column, all) ? "✓ right" : "✗ wrong";
      setText(result, revealed && column.guess ? answer : "");
    },
  };
}
