/** Order-preserving pairing of two lists with the highest total likeness. */

/** Beyond this many cells the table is not built; equal ends are paired and the rest stays open. */
const MAX_CELLS = 4_000_000;

/** A pair of positions with its likeness. */
export interface Link {
  readonly left: number;
  readonly right: number;
  readonly score: number;
}

/**
 * Pairs in ascending order. `likeness` is 0 for "unrelated"; `perfect` pairs at both ends are taken at once,
 * which makes two equal lists cost one pass.
 */
export function longestAlignment(
  left: number,
  right: number,
  likeness: (left: number, right: number) => number,
  perfect: number,
): readonly Link[] {
  const links: Link[] = [];
  let head = 0;
  while (head < left && head < right && likeness(head, head) === perfect) {
    links.push({ left: head, right: head, score: perfect });
    head += 1;
  }
  const tail: Link[] = [];
  let leftEnd = left;
  let rightEnd = right;
  while (leftEnd > head && rightEnd > head && likeness(leftEnd - 1, rightEnd - 1) === perfect) {
    leftEnd -= 1;
    rightEnd -= 1;
    tail.push({ left: leftEnd, right: rightEnd, score: perfect });
  }
  if ((leftEnd - head) * (rightEnd - head) <= MAX_CELLS) {
    links.push(...alignMiddle(head, leftEnd, head, rightEnd, likeness));
  }
  return [...links, ...tail.reverse()];
}

/** Needleman–Wunsch without gap costs. */
function alignMiddle(
  leftStart: number,
  leftEnd: number,
  rightStart: number,
  rightEnd: number,
  likeness: (left: number, right: number) => number,
): readonly Link[] {
  const rows = leftEnd - leftStart;
  const columns = rightEnd - rightStart;
  const width = columns + 1;
  const best = new Int32Array((rows + 1) * width);
  const scores = new Int8Array(rows * columns);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const score = likeness(leftStart + row, rightStart + column);
      scores[row * columns + column] = score;
      const diagonal = score > 0 ? score + at(row + 1, column + 1) : 0;
      best[row * width + column] = Math.max(diagonal, at(row + 1, column), at(row, column + 1));
    }
  }
  const links: Link[] = [];
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    const score = scores[row * columns + column] ?? 0;
    if (score > 0 && at(row, column) === score + at(row + 1, column + 1)) {
      links.push({ left: leftStart + row, right: rightStart + column, score });
      row += 1;
      column += 1;
    } else if (at(row, column) === at(row + 1, column)) row += 1;
    else column += 1;
  }
  return links;
}
