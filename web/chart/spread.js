/** Labels that would stand in each other's way. */

/**
 * Keeps labels apart that want to stand at almost the same height.
 *
 * @param {readonly {place: number, size: number}[]} labels  In ascending order: where the middle of each
 *   wants to be, and how much room it takes.
 * @param {number} low
 * @param {number} high  The room there is for all.
 * @returns {number[]}  Where the middles come to be: those that would touch lie side by side, their
 *   group in the middle of where they wanted to be.
 */
export function spread(labels, low, high) {
  /** @type {{size: number, middle: number, count: number}[]} */
  const groups = [];
  for (const { place, size } of labels) {
    let group = { size, middle: inside(place, size, low, high), count: 1 };
    for (let last = groups.at(-1); last && last.middle + last.size / 2 > group.middle - group.size / 2; last = groups.at(-1)) {
      groups.pop();
      const both = last.size + group.size;
      const middle = (last.middle * last.count + group.middle * group.count) / (last.count + group.count);
      group = { size: both, middle: inside(middle, both, low, high), count: last.count + group.count };
    }
    groups.push(group);
  }
  let next = 0;
  return groups.flatMap(({ size, middle, count }) => {
    let edge = middle - size / 2;
    return labels.slice(next, (next += count)).map((label) => (edge += label.size) - label.size / 2);
  });
}

/**
 * @template {{size: number}} Label
 * @param {readonly Label[]} labels  The most important first.
 * @param {number} room  For all.
 * @returns {Label[]}  Those that find some of it.
 */
export function packed(labels, room) {
  let left = room;
  return labels.filter(({ size }) => {
    const fits = size <= left;
    if (fits) left -= size;
    return fits;
  });
}

/**
 * @param {number} middle
 * @param {number} size
 * @param {number} low
 * @param {number} high
 */
function inside(middle, size, low, high) {
  return Math.max(low + size / 2, Math.min(high - size / 2, middle));
}

/**
 * @template {{left: number, right: number, top: number, bottom: number}} Box
 * @param {readonly Box[]} boxes  The most important first.
 * @returns {Box[]}  Those that cover none before them.
 */
export function clear(boxes) {
  /** @type {Box[]} */
  const kept = [];
  for (const box of boxes) {
    const covers = kept.some(({ left, right, top, bottom }) => box.left < right && left < box.right && box.top < bottom && top < box.bottom);
    if (!covers) kept.push(box);
  }
  return kept;
}
