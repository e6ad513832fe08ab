/** What "Train it here" consists of once it is open. Nothing in it comes from a visitor. */
import { MOST_KEPT } from "./shelf.js";

/**
 * @param {string} id
 * @param {string} label
 * @param {string} hint
 * @param {string} [mode]
 */
function field(id, label, hint, mode = "numeric") {
  return `<div class="field">
    <label for="train-${id}">${label}</label>
    <input type="text" id="train-${id}" inputmode="${mode}" autocomplete="off" spellcheck="false" aria-describedby="train-${id}-hint train-${id}-problem" data-enter="train-begin">
    <p class="hint" id="train-${id}-hint">${hint}</p>
    <p class="problem" id="train-${id}-problem"></p>
  </div>`;
}

/**
 * @param {string} id
 * @param {string} label
 * @param {[string, string][]} options
 * @param {string} hint
 */
function choice(id, label, options, hint) {
  const all = options.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");
  return `<div class="field">
    <label for="train-${id}">${label}</label>
    <select id="train-${id}" autocomplete="off" aria-describedby="train-${id}-hint">${all}</select>
    <p class="hint" id="train-${id}-hint">${hint}</p>
  </div>`;
}

/**
 * @param {string[]} steps  The titles of the steps, the first of step 0.
 * @returns {string}
 */
export function markup(steps) {
  return `
<div id="train-kept" class="train-kept" hidden><p>From an earlier visit:</p><ul role="list"></ul></div>

<p id="train-like" class="train-fact" hidden><span></span> <button type="button">Free all settings</button></p>
<div class="train-settings">
  ${choice("step", "Step", steps.map((title, i) => [String(i), `${i} · ${title}`]), "What is trained, as in the tutorial; 0 counts at once.")}
  ${field("numSteps", "Training steps", "From 50 to 10,000; one name each.")}
  ${field("learningRate", "Learning rate", "How far each training step goes; it falls to zero along the way.", "decimal")}
  ${field("seed", "Training seed", "The same seed draws the same first weights and order of names.")}
  ${choice("engine", "Engine", [["row", "row"], ["value", "value"]], "")}
</div>
<details class="more" id="train-more">
  <summary>More</summary>
  <div class="train-settings">
    ${field("nEmbd", "n_embd", "The width: numbers per letter.")}
    ${field("nHead", "n_head", "Attention heads; they must divide the width.")}
    ${field("nLayer", "n_layer", "Layers, one after another.")}
    ${field("blockSize", "block_size", "Letters the model can look back at, with the beginning.")}
  </div>
</details>
<p id="train-sizes" class="train-fact" aria-live="polite"></p>

<div class="train-names" id="train-names">
  <p id="train-survey" class="train-fact" aria-live="polite"></p>
  <p id="train-names-problem" class="problem" aria-live="polite"></p>
  <div class="tools">
    <button type="button" id="train-use-mine" aria-expanded="false" aria-controls="train-mine">Use my names</button>
    <button type="button" id="train-use-own" hidden>Use the list of this page</button>
  </div>
  <div id="train-mine" hidden>
    <label for="train-typed">Your names, one a line</label>
    <textarea id="train-typed" rows="6" spellcheck="false" autocomplete="off" autocapitalize="none"></textarea>
    <p id="train-typed-idle" class="train-fact" hidden></p>
    <p class="hint">Any alphabet. Or drop a text file here, or open one: up to 1 MB, UTF-8, one name a line. The names stay on this machine; this browser keeps them with each run that learns from them.</p>
    <div class="tools">
      <button type="button" id="train-open-names">Open a file of names</button>
      <label><input type="checkbox" id="train-once" autocomplete="off"> Each name once</label>
    </div>
    <input type="file" id="train-names-file" accept=".txt,text/plain" hidden aria-label="A file of names">
  </div>
</div>

<div class="train-go" id="train-drive">
  <button type="button" id="train-begin">Train</button>
  <button type="button" id="train-pause" disabled>Pause</button>
  <button type="button" id="train-one">One step</button>
  <button type="button" id="train-stop" disabled>Stop</button>
</div>
<p id="train-state" class="train-fact" aria-live="polite"></p>
<p id="train-problem" class="problem" role="alert"></p>
<progress id="train-progress" class="idle" value="0" max="1" aria-label="Training"></progress>
<p id="train-pace" class="train-fact"></p>

<div class="scroll" tabindex="0" role="region" aria-label="Your runs" id="train-table-place" hidden>
  <table class="train-runs" id="train-runs">
    <caption>Your runs; their curves are drawn among the <a href="#curves">loss curves</a></caption>
    <thead><tr><th scope="col">Run</th><th scope="col">Mean of last 100</th><th scope="col">Unseen names</th><th scope="col">Time</th></tr></thead>
    <tbody></tbody>
  </table>
</div>

<div id="train-run" hidden>
  <div class="field">
    <label for="train-title">Called</label>
    <input type="text" id="train-title" maxlength="40" autocomplete="off" spellcheck="false">
  </div>
  <div class="tools">
    <button type="button" id="train-download">Download weights</button>
    <button type="button" id="train-again">Again with the same start</button>
    <button type="button" id="train-remove">Remove</button>
  </div>
  <div class="train-moment" id="train-moment-place">
    <label for="train-moment">Moment</label>
    <input type="range" id="train-moment" min="0" max="0" step="1" value="0" autocomplete="off">
    <p id="train-at" class="train-fact"></p>
    <p id="train-unseen" class="train-fact" aria-live="polite"></p>
    <ul id="train-made" role="list" aria-label="Names at this moment"></ul>
    <button type="button" id="train-branch" aria-describedby="train-branch-hint" hidden>Continue from here</button>
    <p id="train-branch-hint" class="hint"></p>
  </div>
</div>

<div class="tools">
  <button type="button" id="train-open-weights">Open weights</button>
  <span class="hint">A file of this page or of the command line, up to 20 MB.</span>
</div>
<input type="file" id="train-weights-file" accept=".json,application/json" hidden aria-label="A weights file">
<p id="train-notice" class="train-fact" aria-live="polite"></p>
<p class="hint">This browser keeps your latest ${MOST_KEPT} runs for your next visit; “Remove” takes a run out of it as well.</p>
`;
}
