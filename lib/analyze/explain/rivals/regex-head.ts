/** The text that every path fitting a regex begins with, where a look at the regex shows it; else empty. */

/** Characters that mean themselves in RE2. */
const HEAD = /^\^?([A-Za-z0-9/_-]*)/;

/** True unless it is plain that no `|` stands outside of brackets. Such a regex has several beginnings. */
function mayBranch(regex: string): boolean {
  if (/\[:|\\Q/.test(regex)) return regex.includes('|');
  let depth = 0;
  for (let i = 0; i < regex.length; i++) {
    const char = regex[i];
    if (char === '\\') i++;
    else if (char === '[') i = endOfClass(regex, i);
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (char === '|' && depth <= 0) return true;
  }
  return false;
}

/** Position of the `]` that ends the class opening at `start`; a `]` right at its beginning is a member. */
function endOfClass(regex: string, start: number): number {
  let i = start + 1;
  if (regex[i] === '^') i++;
  if (regex[i] === ']') i++;
  while (i < regex.length && regex[i] !== ']') i += regex[i] === '\\' ? 2 : 1;
  return i;
}

export function regexHead(regex: string): string {
  const found = HEAD.exec(regex);
  const head = found?.[1] ?? '';
  if (found === null || head === '' || mayBranch(regex)) return '';
  const next = regex[found[0].length] ?? '';
  // A quantifier makes the last character optional or repeated.
  return '?*+{'.includes(next) && next !== '' ? head.slice(0, -1) : head;
}
