/** The face that the page is read in: nobody waits for it, so it is asked for when there are names to read. */

const FACE = '1em "Source Serif 4"';

/** Sets the page in it as soon as it has come; the style sheet has what stands in until then. */
export function showFace() {
  const { dataset } = document.documentElement;
  if (dataset.face) return;
  dataset.face = "on";
  document.fonts.load(FACE).then(remember, () => {}); // Where it cannot be had, what stands in remains.
}

/** The next visit finds it among the files that the browser keeps, and asks for it at once. */
function remember() {
  try {
    localStorage.setItem("face", "kept");
  } catch {
    // Storage may be forbidden; the face then comes late again.
  }
}
