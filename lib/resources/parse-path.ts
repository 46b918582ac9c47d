/** Paths as the contract writes them. */

/** `http[2].match[0]` → `['http', 2, 'match', 0]`. */
export function parsePath(path: string): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (const part of path.split('.')) {
    const bracket = part.indexOf('[');
    const key = bracket === -1 ? part : part.slice(0, bracket);
    if (key !== '') steps.push(key);
    if (bracket !== -1) for (const found of part.slice(bracket).matchAll(/\[(\d+)\]/g)) steps.push(Number(found[1]));
  }
  return steps;
}
